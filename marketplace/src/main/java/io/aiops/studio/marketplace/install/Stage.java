package io.aiops.studio.marketplace.install;

/** How far an installation is. */
public enum Stage {
  /** The package comes, {@code done} bytes of {@code total}; the only stage to be cancelled in. */
  FETCHING,
  /** It is held against its signature; its code is looked through. */
  CHECKING,
  /** It wants what nobody has granted; somebody has to say that it may have that. */
  WANTS_CONSENT,
  /** What it needs is looked for. */
  RESOLVING,
  /** It comes up beside what serves. */
  STARTING,
  /** It is asked how it is. */
  HEALTH_CHECK,
  /** It serves. */
  DONE,
  /** Nothing was changed, and the sentence says why. */
  REFUSED,
  /** Somebody wanted it no more; nothing was changed. */
  CANCELLED,
  /** The server that did it ended: either what was before serves, or this. */
  INTERRUPTED;

  /** Nothing comes after it. */
  public boolean end() {
    return compareTo(DONE) >= 0;
  }

  /** Whether it can be stopped without harm. */
  boolean cancellable() {
    return this == FETCHING || this == WANTS_CONSENT;
  }
}
