package io.aiops.studio.cli.bench;

import java.util.List;
import java.util.Locale;

/** Draws the samples of a soak as SVG, a panel for each measure, from zero up. */
final class Plot {

  private static final int WIDTH = 860;
  private static final int LEFT = 170;
  private static final int RIGHT = 20;
  private static final int PANEL = 96;
  private static final int GAP = 34;
  private static final int TOP = 44;

  private Plot() {}

  /**
   * @param title one line
   * @param samples five at least
   */
  static String svg(String title, List<Sample> samples) {
    int height = TOP + Sample.ALL.size() * (PANEL + GAP);
    StringBuilder out = new StringBuilder();
    add(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\" font-size=\"12\">%n",
        WIDTH,
        height);
    add(out, "<rect width=\"%d\" height=\"%d\" fill=\"#fff\"/>%n", WIDTH, height);
    add(out, "<text x=\"12\" y=\"24\" font-size=\"15\">%s</text>%n", escaped(title));
    int top = TOP;
    for (Sample.Measure measure : Sample.ALL) {
      panel(out, measure, samples, top);
      top += PANEL + GAP;
    }
    return out.append("</svg>\n").toString();
  }

  private static void panel(
      StringBuilder out, Sample.Measure measure, List<Sample> samples, int top) {
    Flatness flatness = Flatness.of(measure, samples);
    double end = Math.max(1, samples.getLast().second());
    double most = Math.max(1e-9, most(measure, samples));
    shade(out, Flatness.fifth(samples, 1), end, top);
    shade(out, Flatness.fifth(samples, 4), end, top);
    add(
        out,
        "<path d=\"M%d %dV%dH%d\" fill=\"none\" stroke=\"#888\"/>%n",
        LEFT,
        top,
        top + PANEL,
        WIDTH - RIGHT);
    add(out, "<text x=\"12\" y=\"%d\" font-weight=\"bold\">%s</text>%n", top + 16, measure.name());
    add(out, "<text x=\"12\" y=\"%d\">2nd fifth %.1f</text>%n", top + 38, flatness.second());
    add(out, "<text x=\"12\" y=\"%d\">last fifth %.1f</text>%n", top + 56, flatness.last());
    add(
        out,
        "<text x=\"12\" y=\"%d\" fill=\"%s\">ratio %.3f</text>%n",
        top + 74,
        flatness.flat() ? "#176639" : "#a11",
        flatness.ratio());
    add(out, "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%.1f</text>%n", LEFT - 6, top + 10, most);
    add(
        out,
        "<text x=\"%d\" y=\"%d\" text-anchor=\"end\" fill=\"#555\">%.0f min</text>%n",
        WIDTH - RIGHT,
        top + PANEL + 15,
        end / 60);
    StringBuilder points = new StringBuilder();
    for (Sample sample : samples) {
      Double value = measure.of().apply(sample);
      if (value != null) {
        add(points, "%.1f,%.1f ", x(sample, end), top + PANEL * (1 - value / most));
      }
    }
    add(
        out,
        "<polyline points=\"%s\" fill=\"none\" stroke=\"#1b5fb4\" stroke-width=\"1.5\"/>%n",
        points.toString().strip());
  }

  private static double most(Sample.Measure measure, List<Sample> samples) {
    double most = 0;
    for (Sample sample : samples) {
      Double value = measure.of().apply(sample);
      most = value == null ? most : Math.max(most, value);
    }
    return most;
  }

  private static void shade(StringBuilder out, List<Sample> fifth, double end, int top) {
    double from = x(fifth.getFirst(), end);
    add(
        out,
        "<rect x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"#e8eef7\"/>%n",
        from,
        top,
        x(fifth.getLast(), end) - from,
        PANEL);
  }

  private static double x(Sample sample, double end) {
    return LEFT + (WIDTH - RIGHT - LEFT) * sample.second() / end;
  }

  private static void add(StringBuilder out, String format, Object... values) {
    out.append(String.format(Locale.ROOT, format, values));
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;");
  }
}
