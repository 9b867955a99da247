package io.aiops.studio.host.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.host.plugin.PluginSet.Entry;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was found to fit is not asked of the resolver again; what may be otherwise is. */
class FittingTest {

  @TempDir Path folder;
  private DryRun dryRun;

  @BeforeEach
  void begin() {
    dryRun = new DryRun(folder.resolve("dry"));
  }

  private static TestJars agent(String name, String version) {
    return TestJars.agent("acme." + name, version, name, version);
  }

  private static TestJars library(String version) {
    return agent("library", version)
        .type("Shared", "public class Shared {}")
        .header("Export-Package", "acme.library;version=" + version);
  }

  private static TestJars user(String version) {
    return agent("user", version).header("Import-Package", "acme.library;version=\"[1,2)\",*");
  }

  private Map<Entry, List<String>> clashes(TestJars... jars) {
    Map<Entry, PluginJar> read = new LinkedHashMap<>();
    for (TestJars one : jars) {
      PluginJar jar = PluginJar.read("upload.jar", new ByteArrayInputStream(one.build()));
      read.put(
          new Entry(
              jar.name(),
              jar.version().toString(),
              "",
              "",
              jar.sha256(),
              true,
              false,
              Instant.EPOCH,
              "ada",
              1,
              null),
          jar);
    }
    return dryRun.clashes(read.keySet(), entry -> Optional.ofNullable(read.get(entry)));
  }

  @Test
  void a_new_version_that_needs_what_was_there_for_the_old_one_is_not_asked_about() {
    assertThat(clashes(agent("one", "1.0.0"), agent("two", "1.0.0"))).isEmpty();
    assertThat(dryRun.asked()).isOne();
    assertThat(clashes(agent("one", "1.1.0"), agent("two", "1.0.0"))).isEmpty();
    assertThat(clashes(agent("three", "9.0.0"))).isEmpty();
    assertThat(dryRun.asked()).isOne();
  }

  @Test
  void one_that_needs_something_else_is_asked_about_and_again_while_it_does_not_fit() {
    assertThat(clashes(agent("one", "1.0.0"))).isEmpty();
    TestJars lacking = agent("one", "1.1.0").header("Import-Package", "com.acme.missing,*");
    for (int i = 2; i <= 3; i++) {
      assertThat(clashes(lacking, agent("two", "1.0.0")).values())
          .singleElement()
          .asString()
          .contains("acme.one 1.1.0 needs package com.acme.missing");
      assertThat(dryRun.asked()).isEqualTo(i);
    }
  }

  @Test
  void where_plugins_provide_each_other_something_each_set_of_them_is_asked_about() {
    assertThat(clashes(library("1.0.0"), user("1.0.0"), agent("two", "1.0.0"))).isEmpty();
    assertThat(dryRun.asked()).isOne();
    assertThat(clashes(library("2.0.0"), user("1.0.0"), agent("two", "1.0.0")).values())
        .singleElement()
        .asString()
        .contains("acme.user 1.0.0 needs package acme.library", "provides version 2.0.0");
    assertThat(dryRun.asked()).isEqualTo(2);
    assertThat(clashes(user("1.0.0"), agent("two", "1.0.0")).values())
        .as("that it fitted beside the library says nothing")
        .singleElement()
        .asString()
        .contains("acme.user 1.0.0 needs package acme.library");
    assertThat(dryRun.asked()).isEqualTo(3);
  }

  @Test
  void no_thread_of_a_dry_run_is_left() {
    Set<Thread> before = Thread.getAllStackTraces().keySet();
    assertThat(clashes(agent("one", "1.0.0"))).isEmpty();
    assertThat(dryRun.asked()).isOne();
    // The one that stops a framework ends right after it says that it has stopped.
    Awaitility.await()
        .atMost(Duration.ofMinutes(1))
        .untilAsserted(() ->
            assertThat(Thread.getAllStackTraces().keySet())
                .filteredOn(thread -> !before.contains(thread))
                .extracting(Thread::getName)
                .noneMatch(name -> name.startsWith("Felix")));
  }
}
