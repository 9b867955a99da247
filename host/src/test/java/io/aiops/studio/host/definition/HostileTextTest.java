package io.aiops.studio.host.definition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Texts that are no workflow, or shall wear the studio out: refused in a sentence, at once. */
class HostileTextTest {

  private static final String HEAD = "schema: aiops-studio/workflow/v1\nname: test\n";
  private static final String STEP = "steps: [{id: a, kind: wait, duration: PT1S}]\n";

  static Stream<Arguments> texts() {
    return Stream.of(
        row("nothing", "", "", "is empty"),
        row("a comment", "# nothing\n", "", "is empty"),
        row("a word", "hello", "", "is 'hello'; expected an object"),
        row("a list", "[1, 2]", "", "is a list; expected an object"),
        row("no YAML", "a: [1", "", "Line 1"),
        row("JSON cut off", "{\"schema\": \"aiops", "", "Line 1"),
        row("two documents", HEAD + STEP + "---\na: 1\n", "", "Line 4"),
        row("a key twice", HEAD + STEP + "name: other\n", "", "duplicate key name"),
        row("a text too long", HEAD + STEP + "#" + "x".repeat(1024 * 1024), "", "at most 1048576"),
        row("a deep list", HEAD + STEP + "output: " + "[".repeat(50_000), "", "too deep"),
        row("a deep value", HEAD + STEP + "output: " + deep(101), "output", "deeper than 100"),
        row("a list in itself", HEAD + STEP + "output: &a [1, *a]", "output", "deeper than 100"),
        row("a map in itself", HEAD + STEP + "output: &a {b: *a, c: *a}", "output", "deeper than"),
        row("a bomb of aliases", HEAD + STEP + bomb(16, 3), "", "each alias unfolded"),
        row("many aliases", HEAD + STEP + bomb(3, 30), "", "aliases"),
        row(
            "too many steps",
            HEAD + "steps:\n" + steps(501),
            "steps",
            "has 501 steps; at most 500"),
        row("no number", HEAD + STEP + "output: {x: [.nan]}", "output.x[0]", "is NaN"),
        row("bytes", HEAD + STEP + "output: !!binary aGk=", "output", "is a byte[]"),
        row("a Java type", HEAD + STEP + "output: !!java.net.URL [x]", "", "Line 4"),
        row("a set", HEAD + STEP + "output: !!set {a, b}", "output", "JSON does not have"),
        row("a key that is a number", HEAD + STEP + "output: {1: x}", "output.1", "no text"),
        row("NUL", HEAD + STEP + "title: \"a\\0b\"", "title", "NUL"),
        row("NUL in a key", HEAD + STEP + "output: {\"a\\0b\": 1}", "output.a\0b", "NUL"));
  }

  private static Arguments row(String name, String text, String path, String message) {
    return Arguments.of(name, text, path, message);
  }

  private static String deep(int levels) {
    return "[".repeat(levels) + "]".repeat(levels);
  }

  /** Each level names the one before several times: levels of {@code width} to the power. */
  private static String bomb(int levels, int width) {
    StringBuilder text = new StringBuilder("output:\n  l0: &l0 [x, x]\n");
    for (int i = 1; i <= levels; i++) {
      String names = ("*l" + (i - 1) + ", ").repeat(width);
      text.append("  l%d: &l%d [%s]\n".formatted(i, i, names.substring(0, names.length() - 2)));
    }
    return text.toString();
  }

  private static String steps(int count) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append("  - {id: s").append(i).append(", kind: wait, duration: PT1S}\n");
    }
    return text.toString();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("texts")
  @Timeout(120)
  void is_refused_with_a_reason(String name, String text, String path, String message) {
    Validation validation =
        new WorkflowValidator(new Expressions(), new FixedCatalog(), new InMemoryWorkflowStore())
            .validate(UUID.randomUUID(), text);
    assertThat(validation.valid()).isFalse();
    assertThat(validation.problems())
        .as(name)
        .anySatisfy(problem -> {
          assertThat(problem.path()).startsWith(path);
          assertThat(problem.message()).contains(message);
        });
    assertThat(validation.problems().toString()).hasSizeLessThan(2_000);
  }
}
