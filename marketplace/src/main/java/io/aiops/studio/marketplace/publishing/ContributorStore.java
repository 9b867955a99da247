package io.aiops.studio.marketplace.publishing;

import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Keeps who submits for which publisher. */
public interface ContributorStore {

  /** By namespace, then by name. */
  List<Contributor> list();

  /** Of that person. */
  Set<String> namespaces(UUID user);

  /**
   * @return false if they were there already; nothing is changed then
   */
  boolean add(Contributor contributor);

  /**
   * @return whether they were there
   */
  boolean remove(String namespace, UUID user);
}
