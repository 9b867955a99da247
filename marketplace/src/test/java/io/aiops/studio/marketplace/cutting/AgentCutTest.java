package io.aiops.studio.marketplace.cutting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops.studio.host.definition.WorkflowReader;
import io.aiops.studio.host.definition.text.Source;
import io.aiops.studio.host.problem.InvalidException;
import io.aiops.studio.host.problem.Problem;
import io.aiops.studio.marketplace.Templates;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AgentCutTest {

  private static final String TEXT =
      """
      schema: aiops-studio/workflow/v1
      name: whole
      inputs:
        type: object
        required: [file, who]
        properties:
          file: {type: object, format: file}
          who: {type: string, title: Who asks, default: ada}
          facts: {type: integer}
          lines:
            type: array
            items: {$ref: "#/$defs/line"}
          unused: {type: string}
        $defs:
          line: {type: string, maxLength: 80}
      plugins: {acme.one: 1.0.0, acme.two: 2.0.0}
      pool: fast
      steps:
        - {id: facts, kind: transform, title: The facts, expression: "1"}
        - {id: all, kind: forEach, items: "[1]", steps: [{id: w, kind: wait, duration: PT0S}]}
        - id: my-agent
          kind: agent
          title: Says {{ who }}
          description: What it says.
          agent: assistant
          instruction: "{{inputs.who}}, see {{ steps.facts.output.list[facts > 1] }} and {{ inputs.facts }}"
          input:
            file: "{{ inputs.file }}"
            all: "{{ [steps.all.output, steps.facts.error.message] }}"
          model: "{{ inputs.who = 'ada' ? 'a/b' : 'c/d' }}"
          settings: {prompt: "{{ steps }}"}
          retry: {attempts: 2}
          undo:
            kind: agent
            agent: assistant
            instruction: "undo {{ steps.`my-agent`.output }} of {{ steps.facts.output }}"
        - id: each
          kind: forEach
          items: inputs.lines
          steps:
            - {id: one, kind: agent, agent: echo, instruction: "{{ index }}: {{ item }} {{ steps.facts.output }}"}
      edges:
        - {from: facts, to: my-agent}
        - {from: all, to: my-agent}
        - {from: facts, to: each}
      """;

  private static Map<String, @Nullable Object> value(String text) {
    return Source.of(text).value();
  }

  private static String cut(String text, String step) {
    String cut = AgentCut.of(value(text), step, name -> name.equals("acme.two"));
    assertThat(WorkflowReader.read(cut).problems()).as(cut).isEmpty();
    return cut;
  }

  @Test
  void a_step_leaves_with_what_it_takes_as_inputs_of_its_own() {
    assertThat(cut(TEXT, "my-agent"))
        .isEqualTo(
            """
            schema: aiops-studio/workflow/v1
            name: whole-my-agent
            title: Says {{ who }}
            description: What it says.
            inputs:
              type: object
              required:
                - who
                - file
                - facts_2
                - all
              properties:
                who: {type: string, title: Who asks, default: ada}
                facts: {type: integer}
                file: {type: object, format: file}
                facts_2:
                  title: "Output of: The facts"
                  description: What the step 'facts' gave where the agent comes from.
                all:
                  type: array
                  title: "Output of: all"
                  description: What the step 'all' gave where the agent comes from.
                facts_error:
                  type: object
                  title: "Error of: The facts"
                  description: With category and message.
            plugins: {acme.two: 2.0.0}
            steps:
              - id: my-agent
                kind: agent
                title: Says {{ who }}
                description: What it says.
                agent: assistant
                instruction: "{{ inputs.who }}, see {{ inputs.facts_2.list[facts > 1] }} and {{ inputs.facts }}"
                input:
                  file: "{{ inputs.file }}"
                  all: "{{ [inputs.all, inputs.facts_error.message] }}"
                model: "{{ inputs.who = 'ada' ? 'a/b' : 'c/d' }}"
                settings: {prompt: "{{ steps }}"}
                retry: {attempts: 2}
                undo:
                  kind: agent
                  agent: assistant
                  instruction: undo {{ steps.`my-agent`.output }} of {{ inputs.facts_2 }}
            output: "{{ steps.`my-agent`.output }}"
            """);
  }

  @Test
  void of_a_list_the_item_and_its_number_become_inputs() {
    String cut = cut(TEXT, "one");
    assertThat(cut(TEXT, "each.one")).isEqualTo(cut);
    Map<?, ?> inputs = (Map<?, ?>) value(cut).get("inputs");
    assertThat(inputs.toString())
        .contains("required=[index, item, facts]", "item={$ref=#/$defs/line}", "maxLength=80");
    assertThat(cut).contains("{{ inputs.index }}: {{ inputs.item }} {{ inputs.facts }}");
  }

  @Test
  void an_expression_that_takes_too_much_is_named_by_its_place() {
    String text =
        TEXT.replace("file: \"{{ inputs.file }}\"", "file: \"{{ $keys(inputs) }}\"")
            .replace("{{inputs.who}}", "{{ $lookup(steps, inputs.who) }}");
    assertThatThrownBy(() -> cut(text, "my-agent"))
        .isInstanceOfSatisfying(
            InvalidException.class,
            refused -> {
              assertThat(refused.problems().stream().map(Problem::path))
                  .containsExactly("steps[2].instruction", "steps[2].input.file");
              assertThat(refused.getMessage())
                  .contains("$lookup(steps, inputs.who)", "$keys(inputs)", "Nothing was exported");
            });
  }

  @Test
  void what_is_no_agent_is_not_cut_and_one_of_several_is_named_by_its_path() {
    assertThatThrownBy(() -> cut(TEXT, "facts"))
        .isInstanceOf(InvalidException.class)
        .hasMessageContainingAll("'facts'", "[my-agent, each.one]");
    String twice = TEXT.replace("id: one, kind: agent", "id: my-agent, kind: agent");
    assertThat(cut(twice, "each.my-agent")).contains("inputs.item");
    assertThat(cut(twice, "my-agent")).as("the one whose path it is").contains("inputs.who");
  }

  @Test
  void each_agent_of_the_shipped_templates_can_be_cut() {
    Templates.shipped()
        .forEach(template ->
            AgentStep.of(value(template.text()))
                .forEach(agent -> {
                  String cut = cut(template.text(), agent.path());
                  assertThat(cut).doesNotContain("steps.facts", "{{ item }}");
                  assertThat(cut(template.text(), agent.path())).isEqualTo(cut);
                }));
  }
}
