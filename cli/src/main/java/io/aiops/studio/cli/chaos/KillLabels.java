package io.aiops.studio.cli.chaos;

import io.aiops.studio.cli.chaos.Breaker.Kill;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Where the names of kills stand above the plot: in as many rows as it takes to read them. */
final class KillLabels {

  /** Height of the letters. */
  static final int FONT = 9;

  /** From one row to the next. */
  static final int ROW = 12;

  /** Of a letter of a wide font. */
  private static final double LETTER = 0.62 * FONT;

  private static final double GAP = 5;

  /**
   * A name in its place.
   *
   * @param at where the kill is
   * @param middle of the name; beside {@code at} only where it would leave the picture
   * @param row 0 is the highest
   */
  record Label(String name, double at, double middle, int row) {}

  private KillLabels() {}

  /** Each in the lowest row in which the one before it leaves room. */
  static List<Label> of(List<Kill> kills, ToDoubleFunction<Kill> at, int width) {
    List<Double> ends = new ArrayList<>();
    List<Label> fromBelow = new ArrayList<>();
    for (Kill kill : kills.stream().sorted(Comparator.comparing(Kill::at)).toList()) {
      double half = kill.name().length() * LETTER / 2;
      double middle = Math.clamp(at.applyAsDouble(kill), half, width - half);
      int row = 0;
      while (row < ends.size() && ends.get(row) + GAP > middle - half) {
        row++;
      }
      if (row == ends.size()) {
        ends.add(middle + half);
      } else {
        ends.set(row, middle + half);
      }
      fromBelow.add(new Label(kill.name(), at.applyAsDouble(kill), middle, row));
    }
    return fromBelow.stream()
        .map(label ->
            new Label(label.name(), label.at(), label.middle(), ends.size() - 1 - label.row()))
        .toList();
  }

  static int rows(List<Label> labels) {
    return labels.stream().mapToInt(label -> label.row() + 1).max().orElse(0);
  }
}
