package io.aiops.studio.ui.form;

import java.util.Locale;

/** Sizes as people read them. */
public final class Bytes {

  private static final long STEP = 1024;

  private Bytes() {}

  public static String text(long bytes) {
    if (bytes < STEP) {
      return bytes + " B";
    }
    if (bytes < STEP * STEP) {
      return String.format(Locale.ROOT, "%.1f kB", bytes / (double) STEP);
    }
    return String.format(Locale.ROOT, "%.1f MB", bytes / (double) (STEP * STEP));
  }
}
