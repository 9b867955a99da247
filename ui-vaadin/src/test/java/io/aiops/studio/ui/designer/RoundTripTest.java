package io.aiops.studio.ui.designer;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.host.definition.Workflow;
import io.aiops.studio.host.definition.WorkflowReader;
import io.aiops.studio.host.definition.text.Patch;
import io.aiops.studio.host.definition.text.PatchException;
import io.aiops.studio.host.definition.text.Source;
import io.aiops.studio.host.definition.text.Values;
import io.aiops.studio.host.json.Json;
import io.aiops.studio.marketplace.Template;
import io.aiops.studio.marketplace.Templates;
import io.aiops.studio.marketplace.cutting.AgentCut;
import io.aiops.studio.marketplace.cutting.AgentStep;
import io.aiops.studio.marketplace.template.Lock;
import io.aiops.studio.marketplace.template.Manifest;
import io.aiops.studio.marketplace.template.Sample;
import io.aiops.studio.marketplace.template.TemplateFile;
import io.aiops.studio.marketplace.template.TemplateVersion;
import io.aiops.studio.ui.designer.document.Draft;
import io.aiops.studio.ui.designer.document.WorkflowDocument;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a person wrote stays to the last byte: from the text to what the canvas shows and back, and
 * from the text into a template's file and out of it. Texts are made of seeds, so that one that
 * fails can be made again.
 */
class RoundTripTest {

  private static final Offers NOTHING =
      new Offers(Map.of(), Map.of(), Map.of(), List.of(), Map.of(), offered -> Map.of());

  static LongStream seeds() {
    return LongStream.range(0, 500);
  }

  static List<String> shipped() {
    return Templates.shipped().stream().map(Template::text).toList();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void a_generated_text_stays_as_it_is(long seed) {
    Map<String, @Nullable Object> value = GeneratedWorkflow.of(seed);
    String text = OddYaml.write(value, seed);
    assertThat(Values.same(Source.of(text).value(), Json.asRead(value)))
        .as("the text says what was to be said:%n%s", text)
        .isTrue();
    staysAsItIs(text);
  }

  @ParameterizedTest
  @MethodSource("shipped")
  void a_shipped_text_stays_as_it_is(String text) {
    staysAsItIs(text);
  }

  @Test
  void the_generated_texts_have_all_that_texts_can_have() {
    Set<String> kinds = new TreeSet<>();
    StringBuilder all = new StringBuilder();
    seeds()
        .forEach(seed -> {
          String text = OddYaml.write(GeneratedWorkflow.of(seed), seed);
          WorkflowReader.read(text)
              .workflow()
              .orElseThrow()
              .body()
              .steps()
              .forEach(step -> kinds.add(step.work().kind()));
          all.append(text);
        });
    assertThat(kinds).hasSize(10);
    assertThat(all)
        .contains("\r\n", "東京", "\uD83D\uDE00", "---", "|\n", "'it''s", "  # why", "# - no item")
        .contains("undo", "fallback", "onFailure", "canvas", "limits", "allow", "odd: key");
  }

  private static void staysAsItIs(String text) {
    throughTheCanvas(text);
    throughAFile(text, Manifest.Kind.WORKFLOW);
    Map<String, @Nullable Object> value = Source.of(text).value();
    for (AgentStep agent : AgentStep.of(value)) {
      String alone = AgentCut.of(value, agent.path(), any -> true);
      throughTheCanvas(alone);
      throughAFile(alone, Manifest.Kind.AGENT);
    }
  }

  private static void throughTheCanvas(String text) {
    WorkflowDocument document = new WorkflowDocument(text);
    for (List<String> path : bodies(document, List.of())) {
      Draft shown = document.look(path);
      assertThat(Graph.of(shown, List.of(), true, NOTHING).steps()).isNotEmpty();
      document.edit(path, draft -> draft.putWorkflow(Values.map(draft.workflow())));
      assertThat(document.text()).isEqualTo(text);
    }
    // As a page has it: a copy of the whole value, through JSON.
    Source source = document.source();
    assertThat(Patch.apply(source, Json.parseMap(Json.write(source.value()))).text())
        .isEqualTo(text);
    try {
      document.edit(List.of(), draft -> draft.addStep(wait(draft.freeId("added"))));
      assertThat(document.text()).isNotEqualTo(text);
      document.undo();
    } catch (PatchException tooOdd) {
      // Such an edit is refused, and changes nothing.
    }
    assertThat(document.text()).isEqualTo(text);
  }

  private static Map<String, @Nullable Object> wait(String id) {
    return Values.map(Map.of("id", id, "kind", "wait", "duration", "PT1S"));
  }

  private static List<List<String>> bodies(WorkflowDocument document, List<String> path) {
    List<List<String>> bodies = new ArrayList<>(List.of(path));
    for (Map<String, @Nullable Object> step : document.look(path).steps()) {
      if ("forEach".equals(step.get("kind"))) {
        List<String> inner = new ArrayList<>(path);
        inner.add(Values.text(step.get("id")));
        bodies.addAll(bodies(document, inner));
      }
    }
    return bodies;
  }

  private static void throughAFile(String text, Manifest.Kind kind) {
    var read = WorkflowReader.read(text);
    assertThat(read.problems()).as(text).isEmpty();
    Workflow workflow = read.workflow().orElseThrow();
    byte[] file =
        TemplateFile.of(
                new Manifest(
                    "acme." + workflow.name(),
                    new TemplateVersion(1, 0, 0),
                    "Title",
                    "",
                    workflow.name(),
                    List.of(),
                    kind),
                Lock.of(text, List.of(), List.of()),
                text,
                Sample.NONE,
                Map.of())
            .write();
    TemplateFile taken = TemplateFile.read("x.studio-template", file);
    assertThat(taken.text().getBytes(StandardCharsets.UTF_8))
        .isEqualTo(text.getBytes(StandardCharsets.UTF_8));
    assertThat(taken.write()).isEqualTo(file);
    assertThat(taken.manifest().kind()).isEqualTo(kind);
  }
}
