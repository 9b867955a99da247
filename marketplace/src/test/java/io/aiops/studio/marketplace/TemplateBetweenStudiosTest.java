package io.aiops.studio.marketplace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops.studio.api.FileRef;
import io.aiops.studio.host.grant.ConsentNeededException;
import io.aiops.studio.host.identity.AccessDeniedException;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.identity.Permission;
import io.aiops.studio.host.identity.Role;
import io.aiops.studio.host.plugin.PluginView;
import io.aiops.studio.host.problem.ConflictException;
import io.aiops.studio.host.problem.InvalidException;
import io.aiops.studio.host.query.ExecutionViews;
import io.aiops.studio.host.query.ExecutionViews.Status;
import io.aiops.studio.marketplace.template.Choices;
import io.aiops.studio.marketplace.template.ExportRequest;
import io.aiops.studio.marketplace.template.Installed;
import io.aiops.studio.marketplace.template.Lock;
import io.aiops.studio.marketplace.template.Manifest;
import io.aiops.studio.marketplace.template.Plan;
import io.aiops.studio.marketplace.template.Plan.State;
import io.aiops.studio.marketplace.template.Sample;
import io.aiops.studio.marketplace.template.TemplateFile;
import io.aiops.studio.marketplace.template.TemplateService;
import io.aiops.studio.marketplace.template.TemplateVersion;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A template goes from a studio that has everything into one that has nothing, by one file. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TemplateBetweenStudiosTest {

  @TempDir static Path folder;

  private TestStudio full;
  private TestStudio empty;

  @BeforeAll
  void start() throws IOException {
    full = TestStudio.start(folder.resolve("full"));
    empty = TestStudio.startEmpty(folder.resolve("empty"));
  }

  @AfterAll
  void stop() {
    full.close();
    empty.close();
  }

  private static TemplateService templates(TestStudio studio) {
    return new TemplateService(studio.studio());
  }

  private static ExportRequest request(
      String workflow, Map<String, @Nullable Object> sample, boolean withPlugins) {
    return new ExportRequest(
        workflow,
        null,
        "acme." + workflow,
        "1.0.0",
        "# Read me\n",
        sample,
        null,
        withPlugins,
        null,
        null);
  }

  private TemplateFile logTriage(boolean withPlugins) {
    FileRef log =
        full.upload(
            "a.log",
            "text/plain",
            new java.io.ByteArrayInputStream(
                "2026-01-01T00:00:00Z ERROR no route\n"
                    .repeat(20)
                    .getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    TemplateFile made =
        templates(full)
            .export(full.caller(), request("log-triage", Map.of("file", log.toMap()), withPlugins));
    return TemplateFile.read("log-triage.studio-template", made.write());
  }

  private List<String> pluginsOf(TestStudio studio) {
    return studio.studio().plugins().list(studio.caller()).stream().map(PluginView::name).toList();
  }

  @Test
  void a_workflow_with_its_plugins_installs_into_an_empty_studio_and_runs() {
    TemplateFile file = logTriage(true);
    assertThat(file.text()).isEqualTo(Templates.find("log-triage").orElseThrow().text());
    Plan plan = templates(empty).plan(empty.caller(), file, Choices.NONE);
    assertThat(plan.problems()).isEmpty();
    assertThat(plan.plugins()).hasSize(2).allMatch(each -> each.state() == State.BARE_IN_FILE);
    assertThat(pluginsOf(empty)).as("a plan changes nothing").isEmpty();

    assertThatThrownBy(() -> templates(empty).install(empty.caller(), file, Choices.NONE))
        .isInstanceOf(ConsentNeededException.class)
        .hasMessageContainingAll(" wants ", "model:*");
    nothingIsIn(empty);
    Installed installed = consenting(file, Choices.NONE);
    assertThat(pluginsOf(empty)).containsExactlyInAnyOrderElementsOf(installed.plugins());
    assertThat(empty.studio().workflows().get(empty.caller(), "log-triage").text())
        .isEqualTo(file.text());
    ExecutionViews.Detail run = empty.run("log-triage", installed.sample());
    assertThat(run.summary().status()).isEqualTo(Status.COMPLETED);
    assertThat(empty.text(((Map<?, ?>) run.output()).get("report"))).contains("no route");

    assertThat(templates(empty).origins(empty.caller()).getFirst().origin().template())
        .isEqualTo("acme.log-triage");
    assertThatThrownBy(() -> templates(empty).install(empty.caller(), file, Choices.NONE))
        .isInstanceOf(ConflictException.class)
        .hasMessageContaining("choose another name");
    Installed again =
        templates(empty).install(empty.caller(), file, new Choices("second", Map.of()));
    assertThat(again.plugins()).as("they are here now").isEmpty();
    assertThat(empty.studio().workflows().get(empty.caller(), "second").text())
        .isEqualTo(file.text().replaceFirst("name: log-triage", "name: second"));
    again.plugins().forEach(name -> empty.studio().plugins().remove(empty.caller(), name));
    for (String workflow : List.of("log-triage", "second")) {
      empty.studio().workflows().remove(empty.caller(), workflow);
    }
    installed.plugins().forEach(name -> empty.studio().plugins().remove(empty.caller(), name));
    assertThat(pluginsOf(empty)).isEmpty();
  }

  /** As an administrator who lets each plugin have what it asks for. */
  private Installed consenting(TemplateFile file, Choices choices) {
    Set<String> consents = new HashSet<>();
    while (true) {
      try {
        return templates(empty).install(empty.caller(), file, choices, consents);
      } catch (ConsentNeededException asked) {
        assertThat(consents.add(asked.consent().token())).as("asked once").isTrue();
      }
    }
  }

  @Test
  void without_its_plugins_the_plan_names_version_and_hash_and_nothing_is_installed() {
    TemplateFile file = logTriage(false);
    Plan plan = templates(empty).plan(empty.caller(), file, Choices.NONE);
    PluginView text =
        full.studio().plugins().list(full.caller()).stream()
            .filter(each -> each.name().contains("text"))
            .findFirst()
            .orElseThrow();
    assertThat(plan.problems().toString()).contains(text.name(), text.version(), text.sha256());
    assertThatThrownBy(() -> templates(empty).install(empty.caller(), file, Choices.NONE))
        .isInstanceOf(InvalidException.class);
    nothingIsIn(empty);
  }

  @Test
  void only_an_administrator_installs_plugins_and_only_a_builder_anything() {
    TemplateFile file = logTriage(true);
    Caller builder = as(Role.BUILDER);
    assertThat(templates(empty).plan(builder, file, Choices.NONE).problems().toString())
        .contains("only an administrator");
    assertThatThrownBy(() -> templates(empty).install(builder, file, Choices.NONE))
        .isInstanceOf(InvalidException.class);
    assertThatThrownBy(() -> templates(empty).plan(as(Role.OPERATOR), file, Choices.NONE))
        .isInstanceOf(AccessDeniedException.class);
    nothingIsIn(empty);
    Caller here =
        new Caller(
            full.caller().userId(),
            full.caller().userName(),
            full.caller().workspaceId(),
            Role.BUILDER,
            Set.of(Permission.values()),
            true);
    assertThatThrownBy(() -> templates(full).export(here, request("log-triage", Map.of(), true)))
        .isInstanceOf(AccessDeniedException.class);
  }

  private Caller as(Role role) {
    return new Caller(
        empty.caller().userId(),
        empty.caller().userName(),
        empty.caller().workspaceId(),
        role,
        Set.of(Permission.values()),
        true);
  }

  private void nothingIsIn(TestStudio studio) {
    assertThat(pluginsOf(studio)).isEmpty();
    assertThat(studio.studio().workflows().list(studio.caller(), "", 10, 0)).isEmpty();
    assertThat(templates(studio).origins(studio.caller())).isEmpty();
  }

  @Test
  void if_the_workflow_cannot_be_saved_the_plugins_go_again() {
    TemplateFile good = logTriage(true);
    String text = good.text().replace("agent: assistant", "agent: nobody");
    TemplateFile bad =
        TemplateFile.of(
            new Manifest("acme.bad", new TemplateVersion(1, 0, 0), "", "", "log-triage", List.of()),
            Lock.of(text, good.lock().plugins(), good.lock().roles()),
            text,
            Sample.NONE,
            jars(good));
    assertThatThrownBy(() -> consenting(bad, Choices.NONE))
        .isInstanceOf(InvalidException.class)
        .hasMessageContaining("nobody");
    nothingIsIn(empty);
  }

  private Map<String, byte[]> jars(TemplateFile file) {
    Map<String, byte[]> jars = new java.util.TreeMap<>();
    file.lock()
        .plugins()
        .forEach(pin ->
            jars.put(
                "plugins/" + pin.name() + ".jar",
                full.studio().plugins().jar(full.caller(), pin.name())));
    return jars;
  }
}
