package io.aiops.studio.cli.bench;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/** Draws how long executions took while plugins were swapped, as SVG: a dot for each. */
final class SwapPlot {

  private static final int WIDTH = 860;
  private static final int HEIGHT = 320;
  private static final int LEFT = 60;
  private static final int TOP = 44;
  private static final int BOTTOM = 280;
  private static final int RIGHT = 840;

  private SwapPlot() {}

  /**
   * @param title one line
   */
  static String svg(String title, Swaps.Outcome outcome) {
    long zero = outcome.runs().stream().mapToLong(Load.Run::due).min().orElse(0);
    double end = outcome.runs().stream().mapToLong(Load.Run::ended).max().orElse(1) - zero;
    double most = outcome.runs().stream().mapToLong(r -> r.whole().toNanos()).max().orElse(1);
    StringBuilder out = new StringBuilder();
    add(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\" font-size=\"12\">%n",
        WIDTH,
        HEIGHT);
    add(out, "<rect width=\"%d\" height=\"%d\" fill=\"#fff\"/>%n", WIDTH, HEIGHT);
    add(out, "<text x=\"12\" y=\"24\" font-size=\"15\">%s</text>%n", title);
    for (Swaps.Swap swap : outcome.swaps()) {
      double from = x(swap.begin() - zero, end);
      double width = Math.max(1, x(swap.end() - zero, end) - from);
      add(
          out,
          "<rect x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"#f3e2c8\"/>%n",
          from,
          TOP,
          width,
          BOTTOM - TOP);
    }
    for (Load.Run run : outcome.runs()) {
      add(
          out,
          "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"1.2\" fill=\"#1b5fb4\"/>%n",
          x(run.due() - zero, end),
          BOTTOM - (BOTTOM - TOP) * run.whole().toNanos() / most);
    }
    add(
        out,
        "<path d=\"M%d %dV%dH%d\" fill=\"none\" stroke=\"#888\"/>%n",
        LEFT,
        TOP,
        BOTTOM,
        RIGHT);
    add(out, "<text x=\"8\" y=\"%d\">%.0f ms</text>%n", TOP + 10, most / 1e6);
    add(
        out,
        "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%.0f s; swaps shaded</text>%n",
        RIGHT,
        BOTTOM + 20,
        end / 1e9);
    return out.append("</svg>\n").toString();
  }

  private static double x(double nanos, double end) {
    return LEFT + (RIGHT - LEFT) * nanos / end;
  }

  private static void add(StringBuilder out, String format, Object... values) {
    out.append(String.format(Locale.ROOT, format, values));
  }

  /**
   * Of so many that follow each other the slowest, so that the plot is not too large to look at.
   */
  static Swaps.Outcome thinned(Swaps.Outcome outcome, int most) {
    int every = Math.max(1, outcome.runs().size() / most);
    List<Load.Run> some =
        IntStream.range(0, outcome.runs().size() / every)
            .mapToObj(i -> outcome.runs().subList(i * every, (i + 1) * every))
            .map(part -> part.stream().max(Comparator.comparing(Load.Run::whole)))
            .flatMap(Optional::stream)
            .toList();
    return new Swaps.Outcome(some, outcome.swaps(), outcome.failed());
  }
}
