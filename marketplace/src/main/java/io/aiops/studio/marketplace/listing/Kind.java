package io.aiops.studio.marketplace.listing;

/** What a listing offers. */
public enum Kind {
  /** A bundle; the listing's id is its symbolic name. */
  PLUGIN,
  /** A workflow or agent to begin with. */
  TEMPLATE
}
