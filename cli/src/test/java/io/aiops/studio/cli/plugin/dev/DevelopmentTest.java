package io.aiops.studio.cli.plugin.dev;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.api.Agent;
import io.aiops.studio.cli.CommandLineRun;
import io.aiops.studio.cli.FakeStudio;
import io.aiops.studio.cli.console.Terminal;
import io.aiops.studio.cli.server.Api;
import io.aiops.studio.cli.server.Environment;
import io.aiops.studio.cli.server.Session;
import io.aiops.studio.cli.server.Token;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarInputStream;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A person edits a plugin, and looks at the terminal. */
final class DevelopmentTest {

  private static final String PLUGIN =
      "{\"name\":\"com.example.words\",\"version\":\"x\",\"state\":\"ACTIVE\",\"contributions\":[{\"kind\":\"AGENT\",\"name\":\"words\"}]}";

  /** Bigger than anything the machine is busy with. */
  private static final int PATIENCE_SECONDS = 60;

  @TempDir Path folder;
  @AutoClose private final FakeStudio studio = new FakeStudio();
  private final BlockingQueue<byte[]> uploads = new LinkedBlockingQueue<>();
  private final BlockingQueue<String> said = new LinkedBlockingQueue<>();
  private Path project;

  @BeforeEach
  void write() {
    CommandLineRun.of(studio.url(), folder, "plugin", "new", "words");
    project = folder.resolve("words");
    studio.on(
        "POST /api/v1/plugins",
        (request, exchange) -> {
          uploads.add(request.body());
          FakeStudio.json(201, PLUGIN).to(request, exchange);
        });
  }

  @Test
  void what_is_saved_is_live_and_what_does_not_compile_changes_nothing() throws Exception {
    FutureTask<Boolean> sitting = sitting(3);
    Map<String, byte[]> first = upload();
    assertThat(first.keySet())
        .contains(
            "com/example/words/WordsAgent.class", "OSGI-INF/com.example.words.WordsAgent.xml");
    assertThat(manifest(first)).contains("Bundle-SymbolicName: com.example.words\r\n");
    assertThat(version(first)).matches("0\\.1\\.0\\.dev-\\d{8}-\\d{9}");
    hears("Watching");

    Path source = project.resolve("src/main/java/com/example/words/WordsAgent.java");
    edit(source, "\"words\", words", "\"number\", words");
    Map<String, byte[]> second = upload();
    assertThat(new String(component(second), StandardCharsets.ISO_8859_1)).contains("number");
    assertThat(version(second)).isGreaterThan(version(first));
    hears("Changed: src/main/java/com/example/words/WordsAgent.java");
    assertThat(hears("Live as"))
        .matches(
            "Live as \\S+ in \\d+ ms: compile \\d+, package \\d+, install \\d+\\..*agent words\\.");

    edit(source, "int words", "int word");
    assertThat(hears("WordsAgent.java:"))
        .contains("src/main/java/com/example/words/WordsAgent.java:20: ", "cannot find symbol");
    assertThat(hears("serves on")).contains(version(second));
    assertThat(uploads).isEmpty();

    edit(source, "int word", "int words");
    assertThat(version(upload())).isGreaterThan(version(second));
    assertThat(sitting.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void what_the_studio_refuses_is_said_and_tried_again_with_the_next_change() throws Exception {
    FakeStudio refusing = new FakeStudio();
    refusing.on(
        "POST /api/v1/plugins",
        FakeStudio.problem(422, "{\"status\":422,\"detail\":\"It does not start.\"}"));
    try (refusing) {
      FutureTask<Boolean> sitting = sitting(refusing, 1);
      hears("Nothing was installed");
      hears("Watching");
      Files.createDirectories(project.resolve("src/main/resources/deep/er"));
      Files.writeString(project.resolve("src/main/resources/deep/er/new.txt"), "x");
      assertThat(hears("Changed:")).contains("src/main/resources/deep/er/new.txt");
      assertThat(sitting.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isFalse();
      assertThat(refusing.requests()).hasSize(2);
    }
  }

  @Test
  void a_file_that_is_gone_leaves_no_class_behind() throws Exception {
    Path other = project.resolve("src/main/java/com/example/words/Other.java");
    Files.writeString(other, "package com.example.words;\nfinal class Other {}\n");
    FutureTask<Boolean> sitting = sitting(1);
    assertThat(upload()).containsKey("com/example/words/Other.class");
    hears("Watching");
    Files.delete(other);
    assertThat(upload()).doesNotContainKey("com/example/words/Other.class");
    assertThat(hears("Changed:")).endsWith("Other.java (removed)");
    assertThat(sitting.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void a_connector_of_yaml_is_live_as_it_was_saved() throws Exception {
    CommandLineRun.of(studio.url(), folder, "plugin", "new", "depot", "--kind", "connector-yaml");
    project = folder.resolve("depot");
    FutureTask<Boolean> sitting = sitting(1);
    Map<String, byte[]> first = upload();
    assertThat(manifest(first)).contains("Studio-Connector: connector.yaml\r\n");
    assertThat(first.keySet()).noneMatch(name -> name.endsWith(".class"));
    hears("Watching");
    edit(project.resolve("src/main/resources/connector.yaml"), "json.stock", "json.left");
    byte[] yaml = upload().getOrDefault("connector.yaml", new byte[0]);
    assertThat(new String(yaml, StandardCharsets.UTF_8)).contains("json.left");
    assertThat(sitting.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
  }

  private FutureTask<Boolean> sitting(long reloads) {
    return sitting(studio, reloads);
  }

  private FutureTask<Boolean> sitting(FakeStudio with, long reloads) {
    Environment environment =
        Environment.of(Map.of("STUDIO_URL", with.url().toString(), "STUDIO_TOKEN", "ast_test"));
    PrintStream lines =
        new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8) {
          @Override
          public void println(String line) {
            said.add(line);
          }
        };
    FutureTask<Boolean> sitting =
        new FutureTask<>(() -> {
          try (Api api = new Api(environment.url(), Token.of(environment))) {
            Session session =
                new Session(
                    environment, api, new Terminal(lines, lines, false), folder, pause -> {});
            return new Development(session, () -> Project.read(project, classPath())).run(reloads);
          }
        });
    Thread.ofVirtual().start(sitting);
    return sitting;
  }

  /** What Maven would say. */
  private static String classPath() {
    assertThat(Agent.class.getName()).startsWith("io.aiops.studio.api");
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .filter(entry ->
            entry.contains("plugin-api") || entry.contains("osgi") || entry.contains("jspecify"))
        .collect(Collectors.joining(File.pathSeparator));
  }

  private Map<String, byte[]> upload() throws InterruptedException, IOException {
    byte[] bytes = uploads.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    assertThat(bytes).as("an upload; so far was said: " + said).isNotNull();
    Map<String, byte[]> entries = new HashMap<>();
    try (JarInputStream jar = new JarInputStream(new ByteArrayInputStream(bytes))) {
      ByteArrayOutputStream manifest = new ByteArrayOutputStream();
      jar.getManifest().write(manifest);
      entries.put("manifest", manifest.toByteArray());
      for (JarEntry entry = jar.getNextJarEntry(); entry != null; entry = jar.getNextJarEntry()) {
        entries.put(entry.getName(), jar.readAllBytes());
      }
    }
    return entries;
  }

  private static String manifest(Map<String, byte[]> jar) {
    return new String(jar.getOrDefault("manifest", new byte[0]), StandardCharsets.UTF_8);
  }

  private static byte[] component(Map<String, byte[]> jar) {
    return jar.getOrDefault("com/example/words/WordsAgent.class", new byte[0]);
  }

  private static String version(Map<String, byte[]> jar) {
    return manifest(jar)
        .lines()
        .filter(line -> line.startsWith("Bundle-Version: "))
        .findFirst()
        .orElse("Bundle-Version: ")
        .substring("Bundle-Version: ".length());
  }

  /** The next line with these words. */
  private String hears(String words) throws InterruptedException {
    for (String line = next(); ; line = next()) {
      assertThat(line).as("a line with '" + words + "'").isNotNull();
      if (line.contains(words)) {
        return line;
      }
    }
  }

  private String next() throws InterruptedException {
    return said.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  private static void edit(Path file, String from, String to) throws IOException {
    String text = Files.readString(file);
    assertThat(text).contains(from);
    Files.writeString(file, text.replace(from, to));
  }
}
