package io.aiops.studio.marketplace.catalog;

import java.util.List;
import java.util.Set;

/** Keeps which other catalogs there are, and how far each was seen. */
public interface SourceStore {

  /** By position, then by name. */
  List<CatalogSource> list();

  /**
   * Enters it, or changes where it is. One that gets another key begins anew; else it remembers how
   * far it was seen.
   */
  void save(CatalogSource source);

  /**
   * @return whether it was there
   */
  boolean remove(String name);

  /**
   * Remembers that an index was seen, unless a newer one was, or another with the same serial.
   *
   * @param hash of the index
   * @param namespaces that it keeps from now on
   * @return whether it may be taken
   */
  boolean advance(String name, long serial, String hash, Set<String> namespaces);

  /** How far it was seen; 0 if never. */
  long serial(String name);

  /** As last remembered. */
  Set<String> namespaces(String name);
}
