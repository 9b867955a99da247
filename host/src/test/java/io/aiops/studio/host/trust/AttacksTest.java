package io.aiops.studio.host.trust;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Holds docs/attacks.md: what it says is shown by tests that exist, and nothing is left out. */
class AttacksTest {

  private static final Path ROOT = Path.of("..");
  private static final Path PAGE = ROOT.resolve(Path.of("docs", "attacks.md"));
  private static final Path TESTS = Path.of("src", "test", "java");
  private static final Pattern SHOWN = Pattern.compile("`(\\w+)\\.(\\w+)`(?: \\((`.+`)\\))?");

  /** Rules that tell, and keep nothing out. */
  private static final Set<String> TOLD = Set.of("properties", "outside", "export");

  private record Row(String attack, String becomes, String where, String shown) {}

  private static List<Row> rows() throws IOException {
    return Files.readAllLines(PAGE).stream()
        .filter(line -> line.startsWith("| ") && !line.startsWith("| attack "))
        .map(line -> line.substring(1, line.length() - 1).split("\\|", -1))
        .map(cells -> Arrays.stream(cells).map(String::strip).toList())
        .map(cells -> new Row(cells.get(0), cells.get(1), cells.get(2), cells.get(3)))
        .toList();
  }

  @Test
  void there_are_at_least_fifty_each_once() throws IOException {
    assertThat(rows()).hasSizeGreaterThanOrEqualTo(50);
    assertThat(rows()).extracting(Row::attack).doesNotHaveDuplicates();
  }

  @Test
  void each_is_shown_by_a_test_that_exists_or_is_said_not_to_be_held() throws IOException {
    Set<String> attacks =
        GateTest.attacks().map(Object::toString).collect(Collectors.toUnmodifiableSet());
    for (Row row : rows()) {
      Matcher shown = SHOWN.matcher(row.shown());
      if (!shown.matches()) {
        assertThat(row.becomes()).as(row.attack()).contains("**not held**");
        continue;
      }
      String method = " void " + shown.group(2) + "(";
      String source = source(shown.group(1), method);
      int name = source.indexOf(method);
      String before = source.substring(source.lastIndexOf("\n  }\n", name) + 1, name);
      assertThat(before).as(row.attack()).containsAnyOf("@Test\n", "@ParameterizedTest");
      List<String> cases = cases(shown.group(3));
      if (before.contains("@ParameterizedTest")
          && !attacks.contains(row.attack())
          && !rules().contains(row.where())) {
        assertThat(cases).as(row.attack() + ": which cases of it?").isNotEmpty();
      }
      for (String one : cases) {
        assertThat(source).as(row.attack() + ": its case").contains("\"" + one);
      }
    }
  }

  /** In backticks, with commas between; none if there are none. */
  private static List<String> cases(@Nullable String named) {
    return named == null
        ? List.of()
        : Stream.of(named.substring(1, named.length() - 1).split("`, `", -1)).toList();
  }

  private static Set<String> rules() {
    return RuleRows.all().stream()
        .map(row -> "`" + row.rule().name() + "`")
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Of whichever module; two may have a test of that name. */
  private static String source(String test, String method) throws IOException {
    List<String> found = new ArrayList<>();
    try (Stream<Path> modules = Files.list(ROOT)) {
      for (Path tests : modules.map(module -> module.resolve(TESTS)).toList()) {
        if (Files.isDirectory(tests)) {
          try (Stream<Path> files = Files.walk(tests)) {
            files
                .filter(file -> file.endsWith(test + ".java"))
                .map(AttacksTest::text)
                .filter(text -> text.contains(method))
                .forEach(found::add);
          }
        }
      }
    }
    assertThat(found).as("There is no " + test + method).isNotEmpty();
    return found.getFirst();
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void every_attack_on_signatures_has_its_row() throws IOException {
    assertThat(rows())
        .extracting(Row::attack)
        .containsAll(GateTest.attacks().map(Object::toString).toList());
  }

  @Test
  void every_rule_that_keeps_something_out_has_its_row() throws IOException {
    String where = rows().stream().map(Row::where).collect(Collectors.joining(" "));
    assertThat(RuleRows.all().stream().map(row -> row.rule().name()).distinct())
        .filteredOn(rule -> !TOLD.contains(rule))
        .allSatisfy(rule -> assertThat(where).contains("`" + rule + "`"));
  }
}
