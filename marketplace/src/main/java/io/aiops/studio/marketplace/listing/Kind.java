package io.aiops.studio.marketplace.listing;

/** What a listing offers. */
public enum Kind {
  /** A bundle; the listing's id is its symbolic name. */
  PLUGIN(".studio"),
  /** A workflow or agent to begin with. */
  TEMPLATE(".studio-template");

  private final String ending;

  Kind(String ending) {
    this.ending = ending;
  }

  /** What the names of its files end with. */
  public String ending() {
    return ending;
  }
}
