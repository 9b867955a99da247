package io.aiops.studio.ui.designer.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops.studio.host.definition.text.Patch;
import io.aiops.studio.host.definition.text.PatchException;
import io.aiops.studio.host.definition.text.Source;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PatchTest {

  private static final String YAML =
      """
      # Reads a log and says what is in it.
      schema: aiops-studio/workflow/v1
      name:   log-triage    # odd spacing stays
      inputs: {type: object, properties: {file: {type: string}}}

      steps:
        # The first step.
        - id: parse
          kind: tool
          tool: "text/lines"     # quoted
          input:
            file: "{{ inputs.file }}"   # what to read

        - {id: pause, kind: wait, duration: PT1S}

        # Now the model.
        - id: report
          kind: agent
          agent: assistant
          instruction: |
            Write a report.

            Be brief.
          tools: [a/b, 'c/d']

      edges:
        # one
        - {from: parse, to: pause}
        - from: pause     # long form
          to: report
      output:
      """;

  private static String edit(String text, Consumer<Draft> change) {
    WorkflowDocument document = new WorkflowDocument(text);
    document.edit(List.of(), change);
    return document.text();
  }

  private static String step(
      String text, int index, Consumer<Map<String, @Nullable Object>> change) {
    return edit(
        text,
        draft -> {
          Map<String, @Nullable Object> step = new LinkedHashMap<>(draft.steps().get(index));
          change.accept(step);
          draft.putStep(index, step);
        });
  }

  @Test
  void no_edit_changes_no_byte() {
    assertThat(edit(YAML, draft -> {})).isSameAs(YAML);
  }

  @Test
  void a_new_title_is_one_new_line() {
    assertThat(step(YAML, 0, step -> step.put("title", "Parse: the log")))
        .isEqualTo(
            YAML.replace("# what to read\n", "# what to read\n    title: \"Parse: the log\"\n"));
  }

  @Test
  void a_changed_value_keeps_its_quotes_and_the_comment_behind_it() {
    assertThat(step(YAML, 0, step -> step.put("tool", "text/words")))
        .isEqualTo(YAML.replace("\"text/lines\"", "\"text/words\""));
  }

  @Test
  void a_changed_instruction_changes_its_line() {
    assertThat(step(YAML, 2, step -> step.put("instruction", "Write a poem.\n\nBe brief.\n")))
        .isEqualTo(YAML.replace("a report.", "a poem."));
  }

  @Test
  void a_folded_text_stays_folded() {
    String words =
        "These are many words that fill more than one line of the text, ".repeat(3).strip();
    String folded =
        YAML.replace(
            "instruction: |\n      Write a report.\n\n      Be brief.\n",
            "instruction: >-\n      Write\n      a report.\n");
    assertThat(step(folded, 2, step -> step.put("instruction", words)))
        .contains("instruction: >-\n      These are many words")
        .contains("words that fill\n      more than");
  }

  @Test
  void braces_take_another_pair() {
    assertThat(step(YAML, 1, step -> step.put("title", "Wait, then go")))
        .isEqualTo(YAML.replace("PT1S}", "PT1S, title: \"Wait, then go\"}"));
  }

  @Test
  void brackets_lose_an_item() {
    assertThat(step(YAML, 2, step -> step.put("tools", List.of("c/d"))))
        .isEqualTo(YAML.replace("[a/b, 'c/d']", "['c/d']"));
    assertThat(step(YAML, 2, step -> step.put("tools", List.of("a/b"))))
        .isEqualTo(YAML.replace("[a/b, 'c/d']", "[a/b]"));
  }

  @Test
  void an_edge_is_written_like_the_one_before_it() {
    assertThat(edit(YAML, draft -> draft.connect("parse", "report", null, true)))
        .isEqualTo(
            YAML.replace(
                "  to: report\n",
                "  to: report\n  - from: parse\n    to: report\n    on: failure\n"));
  }

  @Test
  void a_step_goes_with_its_edges_and_the_comments_stay() {
    assertThat(edit(YAML, draft -> draft.removeSteps(List.of("pause"))))
        .isEqualTo(
            YAML.replace("  - {id: pause, kind: wait, duration: PT1S}\n", "")
                .replace("edges:\n", "edges: []\n")
                .replace("  - {from: parse, to: pause}\n", "")
                .replace("  - from: pause     # long form\n    to: report\n", ""));
  }

  @Test
  void a_place_comes_behind_everything_else() {
    assertThat(
            edit(
                YAML,
                draft -> {
                  draft.place("parse", 10.4, 20);
                  draft.place("pause", 10, 120);
                }))
        .isEqualTo(YAML + "canvas:\n  parse: [10, 20]\n  pause: [10, 120]\n");
  }

  @Test
  void a_new_id_is_carried_to_edges_places_and_expressions() {
    String text = YAML.replace("output:\n", "output: {a: \"{{ steps.parse.output }}\"}\n");
    assertThat(step(text, 0, step -> step.put("id", "read-it")))
        .isEqualTo(
            text.replace("id: parse", "id: read-it")
                .replace("from: parse", "from: read-it")
                .replace("steps.parse.output", "steps.`read-it`.output"));
  }

  @Test
  void a_case_that_gets_another_name_keeps_its_edges() {
    String text =
        """
        steps:
          - id: route
            kind: switch
            cases:
              - {name: a, when: x}   # first
              - {name: b, when: y}
          - {id: next, kind: wait}
        edges:
          - {from: route, to: next, when: a}
        """;
    assertThat(
            step(
                text,
                0,
                step ->
                    step.put(
                        "cases",
                        List.of(
                            Map.of("name", "first", "when", "x"),
                            Map.of("name", "b", "when", "y")))))
        .isEqualTo(text.replace("name: a", "name: first").replace("when: a}", "when: first}"));
  }

  @Test
  void the_first_edges_stand_below_the_steps() {
    String text = "steps:\n  - {id: a}\n  - {id: b}\ncanvas:\n  a: [0, 0]\n";
    assertThat(edit(text, draft -> draft.connect("a", "b", null, false)))
        .isEqualTo(text.replace("canvas:", "edges:\n  - {from: a, to: b}\ncanvas:"));
  }

  @Test
  void an_empty_key_takes_a_value() {
    WorkflowDocument document = new WorkflowDocument(YAML);
    Map<String, @Nullable Object> wanted = document.source().value();
    wanted.put("output", Map.of("report", "{{ steps.report.output }}"));
    assertThat(Patch.apply(document.source(), wanted).text())
        .isEqualTo(YAML.replace("output:\n", "output: {report: \"{{ steps.report.output }}\"}\n"));
  }

  @Test
  void json_stays_json() {
    String json =
        """
        {
          "schema": "aiops-studio/workflow/v1",
          "name": "small",
          "steps": [
            {"id": "a", "kind": "wait", "duration": "PT1S"}
          ]
        }
        """;
    assertThat(
            edit(
                json,
                draft -> {
                  draft.addStep(new LinkedHashMap<>(Map.of("id", "b")));
                  draft.connect("a", "b", null, false);
                }))
        .isEqualTo(
            """
            {
              "schema": "aiops-studio/workflow/v1",
              "name": "small",
              "steps": [
                {"id": "a", "kind": "wait", "duration": "PT1S"},
                {"id": "b"}
              ],
              "edges": [
                {"from": "a", "to": "b"}
              ]
            }
            """);
  }

  @Test
  void other_line_ends_and_letters_beyond_16_bits_stay() {
    String text = YAML.replace("report.\n", "report. \uD83D\uDE00\n").replace("\n", "\r\n");
    assertThat(step(text, 2, step -> step.put("title", "Report")))
        .isEqualTo(text.replace("'c/d']\r\n", "'c/d']\r\n    title: Report\r\n"));
  }

  @Test
  void a_text_without_a_last_line_end_gets_lines_all_the_same() {
    String text = YAML.stripTrailing();
    assertThat(edit(text, draft -> draft.place("parse", 1, 2)))
        .isEqualTo(text + "\ncanvas:\n  parse: [1, 2]");
  }

  @Test
  void a_text_with_aliases_is_left_alone() {
    String text = "a: &x {k: 1}\nb: *x\nsteps: []\n";
    assertThatThrownBy(() -> edit(text, draft -> draft.place("a", 1, 1)))
        .isInstanceOf(PatchException.class)
        .hasMessageContaining("alias");
  }

  @Test
  void says_the_line_of_a_path() {
    Source source = Source.of(YAML);
    assertThat(source.line("steps[0].input.file")).isEqualTo(12);
    assertThat(source.line("steps[1].title")).isEqualTo(14);
    assertThat(source.line("edges[1].to")).isEqualTo(30);
    assertThat(source.line("nowhere[9]")).isEqualTo(2);
    assertThat(Source.of("a: b\n  c: [").line("")).isEqualTo(2);
  }
}
