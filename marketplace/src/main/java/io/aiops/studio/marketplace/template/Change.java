package io.aiops.studio.marketplace.template;

import org.jspecify.annotations.Nullable;

/**
 * One place where a workflow, the template it came from and the template's new version differ.
 * Values are JSON-like; {@code null} with its {@code in…} false means that it is not there.
 *
 * @param path by names, not by places: {@code steps[fetch].input.url}
 * @param side whose change it is
 * @param taken which side the result has: of a conflict null until somebody decides
 */
public record Change(
    String path,
    Side side,
    @Nullable Taken taken,
    boolean inBase,
    @Nullable Object base,
    boolean inMine,
    @Nullable Object mine,
    boolean inTheirs,
    @Nullable Object theirs) {

  /** Who changed it since the template was installed. */
  public enum Side {
    /** The team only. */
    MINE,
    /** The template's author only. */
    THEIRS,
    /** Both, to the same. */
    BOTH,
    /** Both, to different values. */
    CONFLICT
  }

  /** What the result has. */
  public enum Taken {
    MINE,
    THEIRS
  }

  /** Whether somebody has to decide it. */
  public boolean open() {
    return taken == null;
  }
}
