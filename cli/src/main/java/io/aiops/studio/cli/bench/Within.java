package io.aiops.studio.cli.bench;

import io.aiops.studio.cli.console.CommandFailedException;

/** Checks numbers that were given as options. */
final class Within {

  private Within() {}

  /**
   * @throws CommandFailedException misuse, if it lies outside
   */
  static void check(String option, double value, double min, double max) {
    if (!(value >= min && value <= max)) {
      throw CommandFailedException.misuse(
          "%s is %s; expected a number from %s to %s."
              .formatted(option, text(value), text(min), text(max)));
    }
  }

  private static String text(double number) {
    return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
  }
}
