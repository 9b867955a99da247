package io.aiops.studio.marketplace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops.studio.host.definition.WorkflowOrigin;
import io.aiops.studio.host.problem.InvalidException;
import io.aiops.studio.host.problem.NotFoundException;
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
import java.util.Set;
import java.util.UUID;
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
        workflow, null, id, version, null, Map.copyOf(sample), null, false, step, null);
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
                studio.caller(), ExportRequest.of("log-triage-summarise", "team.fork", "1.0.0"));
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

  private ExportRequest of(String workflow, String step, UUID execution) {
    return ExportRequest.of(workflow, "team.sample", "1.0.0").with(step, execution.toString());
  }

  private UUID ran(String text, Map<String, Object> inputs) {
    String name = studio.studio().workflows().save(studio.caller(), text, null).name();
    return studio.run(name, Map.copyOf(inputs)).summary().id();
  }

  @Test
  void its_sample_is_what_it_took_where_it_ran() {
    UUID execution =
        ran(
            """
            schema: aiops-studio/workflow/v1
            name: sampled
            inputs: {type: object, properties: {words: {type: array}, tone: {type: string}, n: {type: integer}}}
            steps:
              - {id: long, kind: transform, input: {all: "{{ inputs.words }}"}, expression: "all[$length($) > 2]"}
              - id: each
                kind: forEach
                items: steps.long.output
                steps:
                  - {id: upper, kind: transform, input: {word: "{{ item }}"}, expression: "$uppercase(word)"}
                  - {id: ask, kind: agent, agent: assistant, instruction: "{{ index }} {{ item }} {{ steps.upper.output }} {{ inputs.tone }}"}
                edges: [{from: upper, to: ask}]
              - {id: sum, kind: agent, agent: assistant, instruction: "{{ $count(steps.each.output) }} {{ inputs.tone }}"}
            edges: [{from: long, to: each}, {from: each, to: sum}]
            """,
            Map.of("words", List.of("a", "more", "most"), "tone", "calm", "n", 3));
    assertThat(templates().export(studio.caller(), of("sampled", "ask", execution)).sample())
        .extracting(sample -> sample.inputs())
        .isIn(
            Map.of("index", 0, "item", "more", "upper", "MORE", "tone", "calm"),
            Map.of("index", 1, "item", "most", "upper", "MOST", "tone", "calm"));
    Map<String, Object> sum =
        templates().export(studio.caller(), of("sampled", "sum", execution)).sample().inputs();
    assertThat(sum).containsEntry("tone", "calm").containsOnlyKeys("tone", "each");
    assertThat((List<?>) sum.get("each")).hasSize(2);
    assertThat(templates().export(studio.caller(), of("sampled", null, execution)).sample())
        .extracting(sample -> sample.inputs().keySet())
        .isEqualTo(Set.of("words", "tone", "n"));
  }

  @Test
  void an_execution_in_which_it_did_not_run_gives_no_sample() {
    UUID execution =
        ran(
            """
            schema: aiops-studio/workflow/v1
            name: unsampled
            inputs: {type: object, properties: {ask: {type: boolean}}}
            steps:
              - {id: gate, kind: switch, cases: [{name: some, when: inputs.ask}], otherwise: none}
              - {id: ask, kind: agent, agent: assistant, instruction: "{{ inputs.ask }}"}
              - {id: rest, kind: transform, expression: "1"}
            edges:
              - {from: gate, to: ask, when: some}
              - {from: gate, to: rest, when: none}
            """,
            Map.of("ask", false));
    assertThatThrownBy(() -> templates().export(studio.caller(), of("unsampled", "ask", execution)))
        .isInstanceOf(InvalidException.class)
        .hasMessageContainingAll("sampleOf", "'ask' did not run", "leave the sample out");
    assertThatThrownBy(
            () -> templates().export(studio.caller(), of("log-triage", "summarise", execution)))
        .isInstanceOf(InvalidException.class)
        .hasMessageContaining("is an execution of 'unsampled'; expected one of 'log-triage'");
    assertThatThrownBy(
            () -> templates().export(studio.caller(), of("unsampled", "ask", UUID.randomUUID())))
        .isInstanceOf(NotFoundException.class);
  }
}
