package io.aiops.studio.host.definition.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Any edit of any shape of text: the patch reads back as what was wanted (else it is refused), and
 * comments stay. The texts are made from seeds, so that a failure can be repeated.
 */
class PatchPropertyTest {

  private static final int EDITS = 400;
  private static final List<String> STRINGS =
      List.of(
          "plain",
          "with: colon",
          "# no comment",
          "it's",
          "say \"so\"",
          "a\nb\n",
          "  led by blanks",
          "trailing ",
          "{{ inputs.a }}",
          "yes",
          "null",
          "12",
          "",
          "- dash",
          "ümlaut \uD83D\uDE00",
          "[x",
          "a, b",
          "tab\there",
          "line\n\nline",
          "\n",
          "@at",
          "*star",
          "%p",
          "?",
          "|",
          "a #b");

  private Random random = new Random();

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void a_patch_reads_back_as_what_was_wanted_and_keeps_every_comment(long seed) {
    random = new Random(seed);
    Source source = Source.of(text());
    assertThat(source.readable()).as(source.text()).isTrue();
    int refused = 0;
    for (int i = 0; i < EDITS; i++) {
      Map<String, @Nullable Object> wanted = source.value();
      change(wanted);
      Set<String> comments = comments(source.text());
      try {
        Source patched = Patch.apply(source, wanted);
        assertThat(Values.same(patched.value(), wanted)).as(patched.text()).isTrue();
        assertThat(comments(patched.text())).as(patched.text()).containsAll(comments);
        source = patched;
      } catch (PatchException tooOdd) {
        refused++;
      }
    }
    assertThat(refused).as("edits that the text did not take").isLessThan(EDITS / 20);
  }

  /** Comments in lines of their own; one behind a value goes with the value. */
  private static Set<String> comments(String text) {
    Set<String> comments = new HashSet<>();
    text.lines()
        .map(String::strip)
        .filter(line -> line.startsWith("# keep"))
        .forEach(comments::add);
    return comments;
  }

  private String text() {
    StringBuilder text = new StringBuilder("# keep top\nname: x   # tail\n");
    text.append("steps:\n");
    for (int i = 0; i < 4; i++) {
      text.append("  # keep step ").append(i).append('\n');
      switch (random.nextInt(3)) {
        case 0 -> text.append("  - {id: s%d, kind: wait, input: {a: 1, b: [1, 2]}}\n".formatted(i));
        case 1 ->
            text.append(
                "  - id: s%d   # tail\n    kind: tool\n    input:\n      a: 'one'\n      b: [x, y]\n"
                    .formatted(i));
        default ->
            text.append(
                "  - id: s%d\n    text: |\n      one\n\n      two\n\n    list:\n      - 1\n      - {k: v}\n"
                    .formatted(i));
      }
    }
    return text.append("# keep edges\nedges:\n  - {from: s0, to: s1}\n").toString();
  }

  @SuppressWarnings("unchecked")
  private void change(Map<String, @Nullable Object> wanted) {
    List<Object> steps = (List<Object>) wanted.get("steps");
    int action = random.nextInt(10);
    if (steps == null || steps.size() < 2 || action == 0) {
      List<@Nullable Object> more = Values.list(steps);
      more.add(random.nextInt(more.size() + 1), value(2));
      wanted.put("steps", more);
    } else if (action == 1 && steps.size() > 2) {
      steps.remove(1 + random.nextInt(steps.size() - 1));
    } else {
      Object step = steps.get(random.nextInt(steps.size()));
      if (step instanceof Map<?, ?> map) {
        inMap((Map<String, @Nullable Object>) map, action);
      } else {
        wanted.put("output", value(3));
      }
    }
  }

  private void inMap(Map<String, @Nullable Object> map, int action) {
    List<String> keys = List.copyOf(map.keySet());
    if (action < 4 && keys.size() > 2) {
      map.remove(keys.get(1 + random.nextInt(keys.size() - 1)));
    } else if (action < 7 && !keys.isEmpty()) {
      map.put(keys.get(random.nextInt(keys.size())), value(2));
    } else {
      map.put("n" + random.nextInt(6), value(2));
    }
  }

  private @Nullable Object value(int depth) {
    switch (random.nextInt(depth > 0 ? 7 : 4)) {
      case 0 -> {
        return random.nextInt(100);
      }
      case 1 -> {
        return random.nextBoolean() ? (Object) true : null;
      }
      case 2, 3 -> {
        return STRINGS.get(random.nextInt(STRINGS.size()));
      }
      case 4, 5 -> {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        for (int i = random.nextInt(4); i > 0; i--) {
          map.put(random.nextInt(5) == 0 ? "odd: key" : "k" + random.nextInt(5), value(depth - 1));
        }
        return map;
      }
      default -> {
        List<@Nullable Object> list = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
          list.add(value(depth - 1));
        }
        return list;
      }
    }
  }
}
