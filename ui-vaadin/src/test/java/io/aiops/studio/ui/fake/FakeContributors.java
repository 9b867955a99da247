package io.aiops.studio.ui.fake;

import io.aiops.studio.marketplace.publishing.Contributor;
import io.aiops.studio.marketplace.publishing.ContributorStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Who submits for which publisher, in memory. */
public final class FakeContributors implements ContributorStore {

  public final List<Contributor> contributors = new ArrayList<>();

  @Override
  public List<Contributor> list() {
    return List.copyOf(contributors);
  }

  @Override
  public Set<String> namespaces(UUID user) {
    return contributors.stream()
        .filter(one -> one.userId().equals(user))
        .map(Contributor::namespace)
        .collect(Collectors.toSet());
  }

  @Override
  public boolean add(Contributor contributor) {
    return !namespaces(contributor.userId()).contains(contributor.namespace())
        && contributors.add(contributor);
  }

  @Override
  public boolean remove(String namespace, UUID user) {
    return contributors.removeIf(
        one -> one.namespace().equals(namespace) && one.userId().equals(user));
  }
}
