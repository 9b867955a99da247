package io.aiops.studio.cli.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.cli.CommandLineRun;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The guide shows what {@code plugin new} writes, to the letter; {@code NewPluginBuildsIT} compiles
 * and tests that.
 */
final class GuideTest {

  private static final Path GUIDE = Path.of("../docs/plugin-guide.md");
  private static final Pattern EXAMPLE =
      Pattern.compile("<!-- ([\\w-]+) ([\\w-]+): (\\S+) -->\n```\\w+\n(.*?)```\n", Pattern.DOTALL);
  private static final Pattern JAVA = Pattern.compile("^```java$", Pattern.MULTILINE);

  @TempDir Path folder;

  @Test
  void each_example_is_a_file_that_plugin_new_writes() throws IOException {
    String guide = Files.readString(GUIDE);
    Matcher example = EXAMPLE.matcher(guide);
    Set<String> kinds = new HashSet<>();
    int java = 0;
    while (example.find()) {
      String name = example.group(2);
      if (kinds.add(example.group(1))) {
        CommandLineRun written =
            CommandLineRun.of(
                URI.create("http://localhost:1"),
                folder,
                "plugin",
                "new",
                name,
                "--kind",
                example.group(1));
        assertThat(written.code()).as(written.err()).isZero();
      }
      assertThat(folder.resolve(name).resolve(example.group(3)))
          .as("the example in " + GUIDE)
          .hasContent(example.group(4));
      java += example.group(3).endsWith(".java") ? 1 : 0;
    }
    assertThat(kinds)
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(Kind.values()).map(Kind::toString).toList());
    assertThat(JAVA.matcher(guide).results().count())
        .as("Java in the guide that no file stands for")
        .isEqualTo(java);
  }
}
