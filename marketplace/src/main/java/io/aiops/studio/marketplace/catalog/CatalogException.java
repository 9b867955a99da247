package io.aiops.studio.marketplace.catalog;

import io.aiops.studio.host.problem.UnavailableException;

/** A catalog that does not answer, or whose answer cannot be trusted. Nothing was changed. */
public final class CatalogException extends UnavailableException {

  private static final long serialVersionUID = 1L;

  private final String why;

  /**
   * @param why a sentence that goes on after the catalog's name
   */
  public CatalogException(String catalog, String why, Throwable cause) {
    super("The catalog '" + catalog + "' " + why, cause);
    this.why = why;
  }

  String why() {
    return why;
  }
}
