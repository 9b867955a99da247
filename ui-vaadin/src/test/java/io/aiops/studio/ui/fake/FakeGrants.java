package io.aiops.studio.ui.fake;

import io.aiops.studio.host.grant.Grant;
import io.aiops.studio.host.grant.GrantStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** What was granted, in memory. */
final class FakeGrants implements GrantStore {

  private final List<Grant> grants = new ArrayList<>();

  @Override
  public synchronized List<Grant> of(String plugin) {
    return grants.stream().filter(grant -> grant.plugin().equals(plugin)).toList();
  }

  @Override
  public synchronized void add(
      String plugin, Collection<String> permissions, String by, Instant at) {
    permissions.forEach(permission -> grants.add(new Grant(plugin, permission, by, at)));
  }

  @Override
  public synchronized boolean take(String plugin, String permission) {
    return grants.removeIf(
        grant -> grant.plugin().equals(plugin) && grant.permission().equals(permission));
  }

  @Override
  public synchronized void forget(String plugin) {
    grants.removeIf(grant -> grant.plugin().equals(plugin));
  }
}
