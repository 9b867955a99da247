package io.aiops.studio.host.trigger;

/** What becomes of scheduled times that passed while nobody could fire. */
public enum Missed {
  /** They are recorded as missed, nothing else. */
  SKIP,
  /** One firing, the newest, makes up for all of them. */
  ONCE,
  /** Each fires, the newest first to be kept if there are more than the bound. */
  ALL
}
