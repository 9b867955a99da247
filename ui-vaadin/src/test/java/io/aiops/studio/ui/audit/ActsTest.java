package io.aiops.studio.ui.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.host.engine.ExecutionService.Rerun;
import io.aiops.studio.host.execution.Verdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every code that the studio's code writes into the audit record has words, and no other. */
class ActsTest {

  private static final List<Path> SOURCES =
      Stream.of("host", "marketplace", "camel-routes", "ui-vaadin")
          .map(module -> Path.of("..", module, "src", "main", "java"))
          .toList();

  /** Who did it, then what: a literal, one of two, or the beginning of one. */
  private static final Pattern RECORDED =
      Pattern.compile(
          "\\(\\s*(?:caller|administrator\\(\\)\\.caller\\(Set\\.of\\(\\)\\)|new Caller\\([^;]*?\\)),"
              + "\\s*([^,;]*\"[^,;]*),");

  private static final Pattern CODE = Pattern.compile("\"([a-z]+(?:[-.][a-z]+)+|[a-z]+\\.)\"");

  private static Set<String> written() throws IOException {
    Set<String> codes = new TreeSet<>();
    for (Path module : SOURCES) {
      try (Stream<Path> files = Files.walk(module)) {
        files
            .filter(file -> file.toString().endsWith(".java"))
            .map(ActsTest::text)
            .filter(text -> text.contains("audit.record("))
            .forEach(text -> collect(text, codes));
      }
    }
    return codes;
  }

  private static void collect(String text, Set<String> codes) {
    Matcher recorded = RECORDED.matcher(text);
    while (recorded.find()) {
      CODE.matcher(recorded.group(1)).results().forEach(code -> codes.add(code.group(1)));
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void every_code_that_is_written_has_words_and_no_other() throws IOException {
    Set<String> written = written();
    assertThat(written.removeAll(Set.of("approval.", "execution."))).isTrue();
    for (Verdict verdict : Verdict.values()) {
      written.add("approval." + verdict.name().toLowerCase(Locale.ROOT));
    }
    Arrays.stream(Rerun.class.getPermittedSubclasses())
        .map(way -> "execution." + way.getSimpleName().toLowerCase(Locale.ROOT))
        .forEach(written::add);
    assertThat(Acts.known()).containsExactlyInAnyOrderElementsOf(written);
  }

  @Test
  void a_code_is_said_in_words_and_one_that_nobody_knows_as_it_is() {
    assertThat(Acts.words("plugin.install")).isEqualTo("Installed a plugin");
    assertThat(Acts.words("plugin.painted")).isEqualTo("plugin.painted");
  }
}
