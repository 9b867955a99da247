package io.aiops.studio.host.trust;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Publishers in memory, for tests. */
public final class InMemoryTrustStore implements TrustStore {

  private record Revoked(String reason, Instant at) {}

  private final Map<String, Publisher> publishers = new TreeMap<>();
  private final Map<String, Revoked> revoked = new HashMap<>();
  private final Map<String, Set<String>> shipped = new HashMap<>();

  @Override
  public List<Publisher> publishers() {
    return publishers.values().stream()
        .map(publisher -> with(publisher, publisher.keys().stream().map(this::now).toList()))
        .toList();
  }

  private PublisherKey now(PublisherKey key) {
    Revoked lost = revoked.get(key.id());
    return lost == null
        ? key
        : new PublisherKey(
            key.id(), key.publicKey(), key.addedAt(), key.validUntil(), lost.at(), lost.reason());
  }

  private static Publisher with(Publisher publisher, List<PublisherKey> keys) {
    return new Publisher(
        publisher.namespace(), publisher.name(), publisher.addedAt(), publisher.addedBy(), keys);
  }

  @Override
  public boolean add(Publisher publisher) {
    return publishers.putIfAbsent(publisher.namespace(), publisher) == null;
  }

  @Override
  public boolean addKey(String namespace, PublisherKey key) {
    Publisher publisher = publishers.get(namespace);
    if (publisher == null || publisher.key(key.id()).isPresent()) {
      return false;
    }
    List<PublisherKey> keys = new ArrayList<>(publisher.keys());
    keys.add(key);
    publishers.put(namespace, with(publisher, keys));
    return true;
  }

  @Override
  public void revoke(String keyId, String reason, Instant at) {
    revoked.putIfAbsent(keyId, new Revoked(reason, at));
  }

  @Override
  public Optional<String> revoked(String keyId) {
    return Optional.ofNullable(revoked.get(keyId)).map(Revoked::reason);
  }

  @Override
  public boolean remove(String namespace) {
    return publishers.remove(namespace) != null;
  }

  @Override
  public Set<String> shipped(String namespace) {
    return shipped.getOrDefault(namespace, Set.of());
  }

  @Override
  public Set<String> shippedNamespaces() {
    return Set.copyOf(shipped.keySet());
  }

  @Override
  public void ship(String namespace, String keyId) {
    shipped.computeIfAbsent(namespace, name -> new HashSet<>()).add(keyId);
  }
}
