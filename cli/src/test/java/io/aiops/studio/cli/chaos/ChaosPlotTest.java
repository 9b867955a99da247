package io.aiops.studio.cli.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.cli.chaos.Breaker.Kill;
import io.aiops.studio.cli.chaos.Flight.Ended;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The names of kills can be read, however close to each other they were. */
final class ChaosPlotTest {

  private static final int SECONDS = 731;
  private static final int WIDTH = 860;
  private static final int FONT = 9;

  /** A letter is never wider in the fonts that browsers take for sans-serif, on the average. */
  private static final double LETTER = 0.6 * FONT;

  private static final Pattern NAME =
      Pattern.compile("<text x=\"([0-9.]+)\" y=\"([0-9.]+)\" fill=\"#a11\"[^>]*>([^<]+)</text>");

  private static final Pattern LINE = Pattern.compile("<path d=\"M([0-9.]+) ([0-9]+)V");
  private static final Pattern PANEL = Pattern.compile("<path d=\"M60 ([0-9]+)V");

  private record Box(String name, double left, double right, double top, double bottom) {
    boolean overlaps(Box other) {
      return left < other.right && other.left < right && top < other.bottom && other.top < bottom;
    }
  }

  private static List<Box> names(String svg) {
    List<Box> boxes = new ArrayList<>();
    for (MatchResult each : NAME.matcher(svg).results().toList()) {
      double half = each.group(3).length() * LETTER / 2;
      double middle = Double.parseDouble(each.group(1));
      double base = Double.parseDouble(each.group(2));
      boxes.add(new Box(each.group(3), middle - half, middle + half, base - FONT, base + 2));
    }
    return boxes;
  }

  private static String plot(List<Kill> kills) {
    return ChaosPlot.svg(
        "x",
        List.of(new Ended(Duration.ofSeconds(3), Duration.ofSeconds(1), true)),
        kills,
        SECONDS);
  }

  private static List<Kill> every(double seconds, int many) {
    List<String> names = List.of("node-1", "broker-backup", "frozen-node-2", "database");
    List<Kill> kills = new ArrayList<>();
    for (int i = 0; i < many; i++) {
      kills.add(
          new Kill(
              Duration.ofMillis((long) (1000 * seconds * i)), "any", names.get(i % names.size())));
    }
    return kills;
  }

  private static void assertReadable(List<Box> names, int top) {
    for (int i = 0; i < names.size(); i++) {
      Box one = names.get(i);
      assertThat(one.left()).as("%s", one).isNotNegative();
      assertThat(one.right()).as("%s", one).isLessThanOrEqualTo(WIDTH);
      assertThat(one.top()).as("%s, below the second line", one).isGreaterThanOrEqualTo(41);
      assertThat(one.bottom()).as("%s, above the plot", one).isLessThanOrEqualTo(top);
      for (Box other : names.subList(i + 1, names.size())) {
        assertThat(one.overlaps(other)).as("%s over %s", one, other).isFalse();
      }
    }
  }

  @Test
  void no_two_names_lie_over_each_other() {
    for (List<Kill> kills : List.of(every(30, 25), every(4, 180), every(0, 12))) {
      String svg = plot(kills);
      int top = Integer.parseInt(first(PANEL, svg).group(1));
      assertThat(names(svg)).hasSameSizeAs(kills);
      assertReadable(names(svg), top);
    }
  }

  private static MatchResult first(Pattern pattern, String svg) {
    return pattern.matcher(svg).results().findFirst().orElseThrow();
  }

  @Test
  void each_line_begins_under_its_name() {
    String svg = plot(every(30, 25));
    List<Box> names = names(svg);
    List<MatchResult> lines = LINE.matcher(svg).results().toList();
    assertThat(lines).hasSizeGreaterThan(25);
    for (int i = 0; i < 25; i++) {
      double x = Double.parseDouble(lines.get(i).group(1));
      assertThat(x).isBetween(names.get(i).left(), names.get(i).right());
      assertThat(Double.parseDouble(lines.get(i).group(2)))
          .isBetween(names.get(i).bottom() - 2, names.get(i).bottom() + 3);
    }
  }

  @Test
  void names_with_room_for_all_stand_in_one_row() {
    assertThat(names(plot(every(100, 7)))).extracting(Box::bottom).containsOnly(58.0);
  }
}
