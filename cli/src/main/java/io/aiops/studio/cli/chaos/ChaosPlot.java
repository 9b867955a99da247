package io.aiops.studio.cli.chaos;

import io.aiops.studio.cli.chaos.Breaker.Kill;
import io.aiops.studio.cli.chaos.Flight.Ended;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Draws how many executions ended each second, with the kills, as SVG. */
final class ChaosPlot {

  private static final int WIDTH = 860;
  private static final int LEFT = 60;
  private static final int RIGHT = 20;
  private static final int HEAD = 46;
  private static final int PANEL = 240;
  private static final int BOTTOM = 40;

  private ChaosPlot() {}

  /**
   * @param title one line
   * @param seconds how long it took
   */
  static String svg(String title, List<Ended> ended, List<Kill> kills, int seconds) {
    int end = Math.max(1, seconds);
    int[] perSecond = new int[end + 1];
    ended.forEach(one -> perSecond[(int) Math.clamp(one.at().toSeconds(), 0, end)]++);
    int most = Math.max(1, IntStream.of(perSecond).max().orElse(1));
    List<KillLabels.Label> labels =
        KillLabels.of(kills, kill -> x(kill.at().toMillis() / 1000.0, end), WIDTH);
    int top = HEAD + KillLabels.rows(labels) * KillLabels.ROW + 4;
    StringBuilder out = new StringBuilder();
    add(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\" font-size=\"12\">%n<rect width=\"%d\" height=\"%d\" fill=\"#fff\"/>%n",
        WIDTH,
        top + PANEL + BOTTOM,
        WIDTH,
        top + PANEL + BOTTOM);
    add(out, "<text x=\"12\" y=\"20\" font-size=\"15\">%s</text>%n", title);
    add(out, "<text x=\"12\" y=\"38\" fill=\"#555\">executions that ended, each second</text>%n");
    // Each begins at its label, behind those of others that lie below.
    for (KillLabels.Label label : labels) {
      add(
          out,
          "<path d=\"M%.1f %dV%d\" stroke=\"#a11\" stroke-dasharray=\"3 3\"/>%n",
          label.at(),
          HEAD + (label.row() + 1) * KillLabels.ROW,
          top + PANEL);
    }
    for (KillLabels.Label label : labels) {
      add(
          out,
          "<text x=\"%.1f\" y=\"%d\" fill=\"#a11\" font-size=\"%d\" text-anchor=\"middle\" stroke=\"#fff\" stroke-width=\"4\" paint-order=\"stroke\">%s</text>%n",
          label.middle(),
          HEAD + (label.row() + 1) * KillLabels.ROW - 2,
          KillLabels.FONT,
          label.name());
    }
    String points =
        IntStream.rangeClosed(0, end)
            .mapToObj(second ->
                String.format(
                    Locale.ROOT,
                    "%.1f,%.1f",
                    x(second, end),
                    top + PANEL * (1 - perSecond[second] / (double) most)))
            .collect(Collectors.joining(" "));
    add(
        out,
        "<polyline points=\"%s\" fill=\"none\" stroke=\"#1b5fb4\" stroke-width=\"1.5\"/>%n",
        points);
    add(
        out,
        "<path d=\"M%d %dV%dH%d\" fill=\"none\" stroke=\"#888\"/>%n",
        LEFT,
        top,
        top + PANEL,
        WIDTH - RIGHT);
    add(out, "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%d</text>%n", LEFT - 6, top + 10, most);
    add(
        out,
        "<text x=\"%d\" y=\"%d\" text-anchor=\"end\" fill=\"#555\">%d s</text>%n",
        WIDTH - RIGHT,
        top + PANEL + 18,
        end);
    return out.append("</svg>\n").toString();
  }

  private static double x(double second, int end) {
    return LEFT + (WIDTH - RIGHT - LEFT) * second / end;
  }

  private static void add(StringBuilder out, String format, Object... values) {
    out.append(String.format(Locale.ROOT, format, values));
  }
}
