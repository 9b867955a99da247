package io.aiops.studio.marketplace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.json.Json;
import io.aiops.studio.host.persistence.Sql;
import io.aiops.studio.host.plugin.PluginView;
import io.aiops.studio.host.problem.InvalidException;
import io.aiops.studio.host.trust.Sha256;
import io.aiops.studio.marketplace.publishing.TestPackage;
import io.aiops.studio.marketplace.template.Choices;
import io.aiops.studio.marketplace.template.Installed;
import io.aiops.studio.marketplace.template.Lock;
import io.aiops.studio.marketplace.template.Manifest;
import io.aiops.studio.marketplace.template.Sample;
import io.aiops.studio.marketplace.template.SampleInput;
import io.aiops.studio.marketplace.template.TemplateFile;
import io.aiops.studio.marketplace.template.TemplateService;
import io.aiops.studio.marketplace.template.TemplateVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Of a template all comes or nothing: plugins, sample files, workflow. */
class TemplateWholeTest {

  @TempDir private static Path folder;

  private static RunningMarketplace running;
  private static TemplateService templates;
  private static Caller admin;

  @BeforeAll
  static void start() throws IOException {
    running = RunningMarketplace.start(folder);
    templates = new TemplateService(running.studio());
    admin = running.administrator();
  }

  @AfterAll
  static void stop() {
    running.close();
  }

  private static byte[] jar(String name, String type) {
    return TestPackage.of("demo." + name, "1.0.0").agent(name, type).jar();
  }

  /** With a file as its sample, and two plugins, of which the text needs the first. */
  private static TemplateFile template(String workflow, String agent, String second) {
    Map<String, byte[]> jars = new TreeMap<>();
    jars.put("demo." + workflow + "-a", jar(workflow + "-a", "acme.tool.QuietAgent"));
    jars.put("demo." + workflow + "-b", jar(workflow + "-b", second));
    String text =
        """
        schema: aiops-studio/workflow/v1
        name: %s
        inputs:
          type: object
          properties:
            data: {type: object}
        steps:
          - {id: one, kind: agent, agent: %s, instruction: go}
        """
            .formatted(workflow, agent);
    List<Lock.Pin> pins =
        jars.entrySet().stream()
            .map(each -> new Lock.Pin(each.getKey(), "1.0.0", Sha256.of(each.getValue())))
            .toList();
    Map<String, byte[]> entries = new TreeMap<>();
    jars.forEach((name, bytes) -> entries.put("plugins/" + name + ".jar", bytes));
    return TemplateFile.of(
        new Manifest(
            "demo.t-" + workflow, new TemplateVersion(1, 0, 0), "", "", workflow, List.of()),
        Lock.of(text, pins, List.of()),
        text,
        new Sample(
            Map.of(),
            List.of(
                new SampleInput(
                    "data", "a.txt", "text/plain", "x".getBytes(StandardCharsets.UTF_8)))),
        entries);
  }

  private static long files() {
    return new Sql(running.foundation().database())
        .list("select count(*) as n from file", Map.of(), row -> row.big("n"))
        .getFirst();
  }

  private static List<String> plugins() {
    return running.studio().plugins().list(admin).stream().map(PluginView::name).toList();
  }

  private static long set() {
    return running.studio().plugins().history(admin, 1).stream()
        .mapToLong(made -> made.version())
        .findFirst()
        .orElse(0);
  }

  private static void refused(TemplateFile file, String why) {
    long files = files();
    long set = set();
    List<String> before = plugins();
    assertThatThrownBy(() -> templates.install(admin, file, Choices.NONE))
        .isInstanceOf(InvalidException.class)
        .hasMessageContaining(why);
    assertThat(plugins()).isEqualTo(before);
    assertThat(set()).as("not even installed and taken back").isEqualTo(set);
    assertThat(files()).isEqualTo(files);
    assertThat(templates.origins(admin)).noneMatch(origin -> why.contains(origin.workflow()));
  }

  @Test
  void if_the_second_plugin_does_not_start_the_first_is_not_there_either() {
    refused(template("second", "second-a", "acme.tool.Missing"), "second-b");
  }

  @Test
  void if_the_text_does_not_fit_what_came_neither_plugins_nor_files_are_there() {
    refused(template("unfit", "nobody", "acme.tool.QuietAgent"), "nobody");
  }

  @Test
  void all_of_it_is_one_change() {
    long set = set();
    Installed installed =
        templates.install(
            admin, template("whole", "whole-a", "acme.tool.QuietAgent"), Choices.NONE);
    assertThat(installed.plugins()).containsExactly("demo.whole-a", "demo.whole-b");
    assertThat(plugins()).containsAll(installed.plugins());
    assertThat(set()).isEqualTo(set + 1);
    assertThat(running.studio().plugins().history(admin, 1).getFirst().why())
        .endsWith("for the template demo.t-whole");
    assertThat(Json.write(installed.sample())).contains("a.txt");
    assertThat(running.studio().workflows().get(admin, "whole").version()).isEqualTo(1);
  }
}
