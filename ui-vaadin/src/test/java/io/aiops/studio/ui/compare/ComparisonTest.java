package io.aiops.studio.ui.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.ui.compare.Comparison.Line;
import io.aiops.studio.ui.compare.Comparison.Part;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ComparisonTest {

  private static String lines(int from, int to) {
    return IntStream.range(from, to).mapToObj(i -> "line " + i).collect(Collectors.joining("\n"));
  }

  @Test
  void says_which_words_of_a_line_differ() {
    Comparison comparison = Comparison.of("a b c\nsame", "a x c\nsame");
    assertThat(comparison.lines())
        .containsExactly(
            new Line.Changed(
                List.of(new Part("a ", false), new Part("b", true), new Part(" c", false)),
                List.of(new Part("a ", false), new Part("x", true), new Part(" c", false))),
            new Line.Same("same"));
  }

  @Test
  void a_line_that_came_in_is_empty_on_the_left() {
    Comparison comparison = Comparison.of("a", "a\nb");
    assertThat(comparison.lines())
        .containsExactly(
            new Line.Same("a"), new Line.Changed(List.of(), List.of(new Part("b", true))));
  }

  @Test
  void what_is_alike_far_from_a_difference_is_left_out() {
    Comparison comparison = Comparison.of(lines(0, 100), lines(0, 50) + "\nnew\n" + lines(50, 100));
    assertThat(comparison.lines()).first().isEqualTo(new Line.Gap(47));
    assertThat(comparison.lines()).last().isEqualTo(new Line.Gap(47));
    assertThat(comparison.lines()).hasSize(2 + 3 + 1 + 3);
  }

  @Test
  void markup_stays_text() {
    Comparison comparison = Comparison.of("<b>a</b>", "<b>c</b>");
    assertThat(((Line.Changed) comparison.lines().getFirst()).left())
        .extracting(Part::text)
        .containsSubsequence("a");
    assertThat(comparison.lines().toString()).contains("<").doesNotContain("&lt;");
  }

  @Test
  void texts_that_share_nothing_are_compared_in_bounded_time() {
    String left =
        IntStream.range(0, 50_000).mapToObj(i -> "l" + i).collect(Collectors.joining("\n"));
    String right = left.replace('l', 'r') + "x".repeat(1_000_000);
    long begun = System.nanoTime();
    Comparison comparison = Comparison.of(left, right);
    assertThat(comparison.cut()).isTrue();
    assertThat(comparison.lines()).hasSizeLessThanOrEqualTo(2 * Comparison.MOST_LINES);
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(30));
  }

  @Test
  void the_same_is_the_same() {
    assertThat(Comparison.of(lines(0, 9), lines(0, 9)).differs()).isFalse();
  }
}
