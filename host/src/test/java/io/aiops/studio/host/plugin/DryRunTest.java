package io.aiops.studio.host.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Whether plugins fit together is found out by the resolver, beside the framework that runs. */
class DryRunTest extends RunningPlugins {

  private static TestJars agent(String name) {
    return TestJars.agent("acme." + name, "1.0.0", name, "x");
  }

  private Plan plan(byte[]... jars) {
    return plugins.plan(
        ADMIN,
        new PluginChange(
            List.of(jars).stream().map(RunningPlugins::jar).toList(), List.of(), null, ""));
  }

  @Test
  void what_resolves_is_possible_and_the_running_framework_is_not_touched() throws Exception {
    install(greeter("1.0.0", "hello"));
    ClassLoader before;
    try (var lease = plugins.registry().agent("greeter").orElseThrow()) {
      before = lease.classLoader();
    }
    assertThat(plan(agent("one").build(), greeter("2.0.0", "hi")).conflicts()).isEmpty();
    assertThat(plugins.bundles()).containsExactly("acme.greeter 1.0.0");
    try (var lease = plugins.registry().agent("greeter").orElseThrow()) {
      assertThat(lease.classLoader()).isSameAs(before);
    }
  }

  @Test
  void another_plugin_api_than_this_one_is_named_with_both_versions() {
    byte[] later =
        agent("later")
            .header("Import-Package", "io.aiops.studio.api;version=\"[99,100)\",*")
            .build();
    Plan plan = plan(later);
    assertThat(plan.possible()).isFalse();
    assertThat(plan.conflicts())
        .singleElement()
        .asString()
        .matches(
            "acme\\.later 1\\.0\\.0 needs package io\\.aiops\\.studio\\.api from version 99\\.0\\.0"
                + " below 100\\.0\\.0; this studio provides version \\d+\\.\\d+\\.\\d+\\.");
  }

  @Test
  void what_nobody_provides_is_said_so() {
    assertThat(
            plan(agent("lacking").header("Import-Package", "com.acme.missing,*").build())
                .conflicts())
        .containsExactly(
            "acme.lacking 1.0.0 needs package com.acme.missing; nobody provides it. Plugins may"
                + " import io.aiops.studio.api; embed other libraries.");
  }

  @Test
  void who_needs_what_another_has_in_another_version_is_named_with_that_one() {
    byte[] library =
        agent("library")
            .type("Shared", "public class Shared {}")
            .header("Export-Package", "acme.library;version=1.0.0")
            .build();
    byte[] user =
        agent("user").header("Import-Package", "acme.library;version=\"[2,3)\",*").build();
    byte[] content =
        agent("content").header("Import-Package", "acme.library;version=\"[1,2)\",*").build();
    assertThat(plan(library, content).conflicts()).isEmpty();
    assertThat(plan(library, user).conflicts())
        .containsExactly(
            "acme.user 1.0.0 needs package acme.library from version 2.0.0 below 3.0.0;"
                + " acme.library 1.0.0 provides version 1.0.0.");
    install(library);
    install(content);
    assertThat(plugins.plan(ADMIN, PluginChange.remove("acme.library")).conflicts())
        .as("who stays would not resolve any more")
        .singleElement()
        .asString()
        .startsWith("acme.content 1.0.0 needs package acme.library");
  }
}
