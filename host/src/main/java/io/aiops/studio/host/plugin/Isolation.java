package io.aiops.studio.host.plugin;

/** What stands between a plugin's code and the studio. */
public enum Isolation {
  /** Nothing: it runs in the studio's process, and could do all that the studio can. */
  TRUSTED,
  /**
   * The operating system: it runs in a process of its own, which has none of the studio's secrets.
   */
  SEPARATE;

  /** The one that holds more back. */
  Isolation stricter(Isolation other) {
    return this == SEPARATE ? this : other;
  }
}
