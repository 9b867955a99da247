package io.aiops.studio.marketplace.install;

/** How far an installation is. */
public enum Stage {
  /** The package comes, {@code done} bytes of {@code total}. */
  FETCHING,
  /** It is held against its signature; its code is looked through. */
  CHECKING,
  /** It wants what nobody has granted; somebody has to say that it may have that. */
  WANTS_CONSENT,
  /** It follows something from it that somebody has to agree to: what is in use goes, say. */
  WANTS_AGREEMENT,
  /** What it needs is looked for. */
  RESOLVING,
  /** It comes up beside what serves. */
  STARTING,
  /** It is asked how it is. */
  HEALTH_CHECK,
  /** It is in the plugin set: every node, also one that starts only then, takes it up. */
  TAKING_OVER,
  /** It serves. */
  DONE,
  /** Nothing was changed, and the sentence says why. */
  REFUSED,
  /** Somebody wanted it no more; nothing was changed. */
  CANCELLED,
  /** The server that did it ended, or lost the database; nothing was changed. */
  INTERRUPTED;

  /** Nothing comes after it. */
  public boolean end() {
    return compareTo(DONE) >= 0;
  }

  /** Whether it can be stopped without harm. */
  boolean cancellable() {
    return this == FETCHING || asks();
  }

  /** Whether it waits for somebody to say something. */
  public boolean asks() {
    return this == WANTS_CONSENT || this == WANTS_AGREEMENT;
  }
}
