package io.aiops.studio.marketplace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops.studio.host.definition.WorkflowOrigin;
import io.aiops.studio.host.problem.InvalidException;
import io.aiops.studio.host.query.ExecutionViews;
import io.aiops.studio.host.query.ExecutionViews.Status;
import io.aiops.studio.marketplace.template.Ancestor;
import io.aiops.studio.marketplace.template.Choices;
import io.aiops.studio.marketplace.template.ExportRequest;
import io.aiops.studio.marketplace.template.Installed;
import io.aiops.studio.marketplace.template.Manifest;
import io.aiops.studio.marketplace.template.TemplateFile;
import io.aiops.studio.marketplace.template.TemplateService;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** One agent leaves a workflow, and works as a step of another one; the simulated model serves. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AgentTemplateTest {

  private static final String CALLS =
      """
      schema: aiops-studio/workflow/v1
      name: calls-an-agent
      inputs: {type: object, properties: {seen: {type: string}}}
      steps:
        - {id: ask, kind: workflow, workflow: log-triage-summarise, inputs: {facts: "{{ inputs.seen }}"}}
      output: "{{ steps.ask.output }}"
      """;

  @TempDir static Path folder;

  private TestStudio studio;

  @BeforeAll
  void start() throws IOException {
    studio = TestStudio.start(folder);
  }

  @AfterAll
  void stop() {
    studio.close();
  }

  private TemplateService templates() {
    return new TemplateService(studio.studio());
  }

  private static ExportRequest request(
      String workflow, String id, String version, Map<String, Object> sample, String step) {
    return new ExportRequest(
        workflow, null, id, version, null, Map.copyOf(sample), null, false, step);
  }

  private TemplateFile exported(String version) {
    TemplateFile made =
        templates()
            .export(
                studio.caller(),
                request(
                    "log-triage",
                    "team.summary",
                    version,
                    Map.of("facts", "3 lines, no route"),
                    "summarise"));
    return TemplateFile.read("x", made.write());
  }

  @Test
  void it_runs_as_a_step_of_another_workflow_and_is_updated_in_place() {
    TemplateFile first = exported("1.0.0");
    assertThat(first.manifest().kind()).isEqualTo(Manifest.Kind.AGENT);
    assertThat(first.manifest().title()).isEqualTo("Write the summary");
    assertThat(first.text()).contains("{{ inputs.facts }}").doesNotContain("steps.facts", "text/");
    assertThat(first.lock().plugins()).as("of that agent only").hasSize(1);
    assertThat(exported("1.0.0").write()).as("the same again").isEqualTo(first.write());

    Installed installed = templates().install(studio.caller(), first, Choices.NONE);
    assertThat(installed.workflow()).isEqualTo("log-triage-summarise");
    ExecutionViews.Detail tried = studio.run("log-triage-summarise", installed.sample());
    assertThat(tried.summary().status()).isEqualTo(Status.COMPLETED);
    studio.studio().workflows().save(studio.caller(), CALLS, null);
    ExecutionViews.Detail ran = studio.run("calls-an-agent", Map.of("seen", "7 errors"));
    assertThat(ran.summary().status()).isEqualTo(Status.COMPLETED);
    Map<?, ?> said = (Map<?, ?>) ran.output();
    assertThat(said.get("simulated")).isEqualTo(true);
    assertThat((String) said.get("text")).isNotBlank();

    studio
        .studio()
        .workflows()
        .save(
            studio.caller(),
            studio
                .studio()
                .workflows()
                .get(studio.caller(), "log-triage")
                .text()
                .replace("at most 150 words", "at most 100 words"),
            null);
    templates()
        .update(
            studio.caller(), exported("1.1.0"), "log-triage-summarise", Choices.NONE, Map.of(), 0);
    assertThat(studio.studio().workflows().get(studio.caller(), "log-triage-summarise").text())
        .contains("at most 100 words");
    WorkflowOrigin origin = templates().origins(studio.caller()).getFirst();
    assertThat(origin.origin().kind()).isEqualTo("AGENT");

    TemplateFile again =
        templates()
            .export(
                studio.caller(),
                new ExportRequest(
                    "log-triage-summarise", null, "team.fork", "1.0.0", null, null, null, null));
    assertThat(again.manifest().kind()).as("it stays one").isEqualTo(Manifest.Kind.AGENT);
    assertThat(again.manifest().lineage()).extracting(Ancestor::id).containsExactly("team.summary");
  }

  @Test
  void what_cannot_be_an_input_refuses_the_export_and_is_named() {
    String text =
        studio
            .studio()
            .workflows()
            .get(studio.caller(), "ticket-routing")
            .text()
            .replace("ticket: \"{{ item }}\"", "ticket: \"{{ $merge([item, inputs]) }}\"");
    studio.studio().workflows().save(studio.caller(), text, null);
    assertThatThrownBy(() ->
            templates()
                .export(
                    studio.caller(),
                    request("ticket-routing", "team.classify", "1.0.0", Map.of(), "classify")))
        .isInstanceOf(InvalidException.class)
        .hasMessageContainingAll(
            "steps[1].steps[0].input.ticket", "$merge([item, inputs])", "all inputs at once");
    assertThat(templates().agents(studio.caller(), "ticket-routing"))
        .extracting(agent -> agent.path())
        .isEqualTo(List.of("tickets.classify"));
  }
}
