package io.aiops.studio.host.trust;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Keeps publishers and their keys. They belong to the studio, as plugins do. */
public interface TrustStore {

  /** By namespace, with all their keys by when they were added. */
  List<Publisher> publishers();

  /**
   * Adds it without keys.
   *
   * @return whether the namespace was free
   */
  boolean add(Publisher publisher);

  /**
   * @param key not revoked; if it was revoked before, it still is
   * @return whether the publisher is there and did not have it
   */
  boolean addKey(String namespace, PublisherKey key);

  /** Of whomever it is; the first time counts, and nothing takes it back. */
  void revoke(String keyId, String reason, Instant at);

  /** Why a key was revoked, whoever has it or had it; empty if it was not. */
  Optional<String> revoked(String keyId);

  /**
   * Removes a publisher with its keys; what was revoked stays so.
   *
   * @return whether it was there
   */
  boolean remove(String namespace);

  /** The ids of all keys of that namespace that ever came with the studio. */
  Set<String> shipped(String namespace);

  /** All namespaces of which a key ever came with the studio. */
  Set<String> shippedNamespaces();

  /** Writes down that a key came with the studio. */
  void ship(String namespace, String keyId);
}
