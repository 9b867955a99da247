package io.aiops.studio.marketplace.catalog;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * A newer version of something that is installed.
 *
 * @param version the newest that runs here and was not withdrawn
 * @param catalog that it is taken from
 * @param notes what is new in it, Markdown
 * @param wants what it declares that the installed version does not, or otherwise: the manifest's
 *     headers as they are; all of them, if the catalog does not have the installed version
 * @param withdrawn why the installed version was; empty unless it was
 */
public record Update(
    String id,
    String installed,
    String version,
    String catalog,
    String notes,
    Map<String, String> wants,
    String withdrawn) {

  public Update {
    wants = Collections.unmodifiableMap(new TreeMap<>(wants));
  }
}
