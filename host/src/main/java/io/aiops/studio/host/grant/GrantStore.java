package io.aiops.studio.host.grant;

import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** Keeps grants. They belong to the studio, as plugins do. */
public interface GrantStore {

  /** Of one plugin, by permission. */
  List<Grant> of(String plugin);

  /** Adds those that are not there yet, all or none; of the others who gave it first stays. */
  void add(String plugin, Collection<String> permissions, String by, Instant at);

  /**
   * @return whether it was there
   */
  boolean take(String plugin, String permission);

  /** All that a plugin had. */
  void forget(String plugin);
}
