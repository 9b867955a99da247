package io.aiops.studio.marketplace.publishing;

import io.aiops.studio.host.trust.Publisher;
import io.aiops.studio.host.trust.PublisherKey;
import io.aiops.studio.host.trust.ShippedPublisher;
import io.aiops.studio.host.trust.TrustStore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Trust in one publisher, who signs what the build packs. */
final class OnlyPublisher implements TrustStore {

  private final Publisher publisher;

  OnlyPublisher(ShippedPublisher of, Instant at) {
    this.publisher =
        new Publisher(
            of.namespace(),
            of.name(),
            at,
            "build",
            List.of(new PublisherKey(of.key().id(), of.key().text(), at, null, null, null)));
  }

  @Override
  public List<Publisher> publishers() {
    return List.of(publisher);
  }

  @Override
  public boolean add(Publisher another) {
    return false;
  }

  @Override
  public boolean addKey(String namespace, PublisherKey key) {
    return false;
  }

  @Override
  public void revoke(String keyId, String reason, Instant at) {
    throw new IllegalStateException("The build revokes nothing");
  }

  @Override
  public Optional<String> revoked(String keyId) {
    return Optional.empty();
  }

  @Override
  public boolean remove(String namespace) {
    return false;
  }

  @Override
  public Set<String> shipped(String namespace) {
    return Set.of();
  }

  @Override
  public Set<String> shippedNamespaces() {
    return Set.of();
  }

  @Override
  public void ship(String namespace, String keyId) {
    throw new IllegalStateException("The build keeps no trust");
  }
}
