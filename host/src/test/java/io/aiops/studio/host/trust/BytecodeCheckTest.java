package io.aiops.studio.host.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops.studio.host.plugin.TestJars;
import io.aiops.studio.host.trust.RuleRows.Row;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is found in a plugin's jar, and what is not. */
class BytecodeCheckTest {

  @TempDir private Path folder;

  static List<Row> rows() {
    return RuleRows.all();
  }

  @ParameterizedTest
  @MethodSource("rows")
  void finds_what_the_jar_does_and_says_where(Row row) throws IOException {
    CodeReport report = check(row.jar().get());

    assertThat(report.verdict()).as(report.toString()).isEqualTo(row.verdict());
    assertThat(report.findings())
        .anySatisfy(finding -> {
          assertThat(finding.rule()).isEqualTo(row.rule().name());
          assertThat(finding.verdict()).isEqualTo(row.verdict());
          assertThat(finding.sentence()).startsWith(row.place() + " has ");
          assertThat(finding.what()).contains(row.what());
          assertThat(finding.sentence()).endsWith(row.rule().instead());
        });
  }

  @Test
  void every_rule_has_a_row() {
    assertThat(rows().stream().map(Row::rule).collect(Collectors.toSet()))
        .containsExactlyInAnyOrderElementsOf(Rules.ALL);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Runtime.getRuntime().availableProcessors();",
        "System.nanoTime(); System.out.println(1); System.identityHashCode(this);",
        "exit(); } void exit() { load(); } void load() {",
        "java.net.URI.create(\"http://example.org\").getHost();",
        "java.net.URLEncoder.encode(\"a b\", java.nio.charset.StandardCharsets.UTF_8);",
        "java.net.URLConnection.guessContentTypeFromName(\"a.txt\");",
        "java.nio.file.Path.of(\"a\", \"b\").normalize();",
        "new java.io.File(\"a\").getName();",
        "new java.io.PrintWriter(new java.io.StringWriter()).println();",
        "new java.util.Scanner(\"a b\").next(); new java.util.Formatter().format(\"a\");",
        "Thread.currentThread().interrupt();",
        "java.util.Locale.getDefault(); java.util.TimeZone.getDefault();",
        "getClass().getResourceAsStream(\"schema/x.json\"); getClass().getName();",
        "Class.class.getSimpleName(); getClass().isInstance(1);",
        "String text = \"see https://com.ibm.com/ and io.aiops.studio for more\";",
        "String a = \"io.aiops.studio.api.Agent\"; String b = \"com.ibm.icu.text.Collator\";",
        "java.lang.foreign.Arena.ofConfined().close();",
        "javax.xml.parsers.DocumentBuilderFactory.newInstance();",
        "java.util.logging.Logger.getLogger(\"acme\").info(\"x\");",
        "new java.io.ObjectOutputStream(java.io.OutputStream.nullOutputStream());",
        "java.util.concurrent.CompletableFuture.completedFuture(1).join();",
        "Object o = (PluginException) null; Agent agent = (task, context) -> null;"
      })
  void raises_no_alarm_for_what_is_harmless(String code) throws IOException {
    assertThat(check(RuleRows.running(code).build()))
        .returns(CodeVerdict.CLEAN, CodeReport::verdict)
        .returns(List.of(), CodeReport::findings);
  }

  @Test
  void loads_no_class_of_the_jar() throws IOException, ClassNotFoundException {
    byte[] jar =
        TestJars.bundle("acme", "1.0.0")
            .type(
                "Does",
                "public class Does { static { System.setProperty(\"acme.loaded\", \"yes\"); } }")
            .build();
    try {
      assertThat(check(jar).classes()).isEqualTo(1);
      assertThat(System.getProperty("acme.loaded")).isNull();

      load("acme.Does");
      assertThat(System.getProperty("acme.loaded")).as("had it been loaded").isEqualTo("yes");
    } finally {
      System.clearProperty("acme.loaded");
    }
  }

  private void load(String type) throws IOException, ClassNotFoundException {
    URL[] jar = {folder.resolve("plugin.jar").toUri().toURL()};
    try (URLClassLoader loader = new URLClassLoader(jar, null)) {
      Class.forName(type, true, loader);
    }
  }

  @Test
  void the_worst_comes_first_and_decides() throws IOException {
    byte[] jar =
        RuleRows.running(
                "new Thread(); System.getenv(); System.exit(1);"
                    + " Class.forName(\"com.ibm.ws.Secret\");")
            .header("Import-Package", "!*")
            .build();

    assertThat(check(jar).findings())
        .extracting(Finding::rule)
        .containsExactly("host", "exit", "environment", "threads", "reflection");
  }

  @Test
  void says_in_one_sentence_what_where_why_and_what_instead() throws IOException {
    assertThat(check(RuleRows.running("System.exit(1);").build()).findings())
        .extracting(Finding::sentence)
        .containsExactly(
            "acme.Does.run has java.lang.System.exit: it ends the server with everybody's work."
                + " Throw a PluginException: it ends the task only.");
  }

  @Test
  void a_file_that_is_not_there_is_no_finding() {
    assertThatThrownBy(() -> BytecodeCheck.of(folder.resolve("none.jar")))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("none.jar cannot be read");
  }

  private CodeReport check(byte[] jar) throws IOException {
    Path file = folder.resolve("plugin.jar");
    Files.write(file, jar);
    return BytecodeCheck.of(file);
  }
}
