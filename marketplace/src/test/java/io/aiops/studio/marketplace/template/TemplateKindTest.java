package io.aiops.studio.marketplace.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops.studio.host.problem.InvalidException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a file says it is one of, and what a studio does that knows less or more. */
class TemplateKindTest {

  private static final String AGENT =
      """
      schema: aiops-studio/workflow/v1
      name: says
      steps:
        - {id: say, kind: agent, agent: echo, instruction: hello}
      """;

  private static TemplateFile file(String text, Manifest.Kind kind) {
    return TemplateFile.of(
        new Manifest(
            "team.says", new TemplateVersion(1, 0, 0), "Says", "", "says", List.of(), kind),
        Lock.of(text, List.of(), List.of()),
        text,
        Sample.NONE,
        Map.of());
  }

  private static String json(TemplateFile file) {
    return new String(
        Archive.read("x", file.write(), any -> 1_000_000).get(Manifest.FILE),
        StandardCharsets.UTF_8);
  }

  private static void refused(TemplateFile file, String was, String changed, String... why) {
    byte[] other =
        TestTemplates.with(
            file, Manifest.FILE, json(file).replace(was, changed).getBytes(StandardCharsets.UTF_8));
    assertThatThrownBy(() -> TemplateFile.read("x", other))
        .isInstanceOf(InvalidException.class)
        .hasMessageContainingAll(why);
  }

  @Test
  void an_agent_says_so_in_a_format_that_studios_before_it_refuse_by_its_number() {
    TemplateFile agent = file(AGENT, Manifest.Kind.AGENT);
    assertThat(json(agent)).startsWith("{\"format\":2,\"kind\":\"agent\",");
    TemplateFile read = TemplateFile.read("x", agent.write());
    assertThat(read.manifest()).isEqualTo(agent.manifest());
    assertThat(read.write()).isEqualTo(agent.write());
  }

  @Test
  void a_workflow_is_written_as_ever() {
    TemplateFile workflow = file(AGENT, Manifest.Kind.WORKFLOW);
    assertThat(json(workflow)).startsWith("{\"format\":1,\"id\":");
    assertThat(TemplateFile.read("x", workflow.write()).manifest().kind())
        .isEqualTo(Manifest.Kind.WORKFLOW);
  }

  @Test
  void there_is_no_other_way_to_say_it() {
    TemplateFile agent = file(AGENT, Manifest.Kind.AGENT);
    refused(agent, "\"format\":2", "\"format\":3", "format: is 3; expected 1 or 2");
    refused(agent, "\"format\":2", "\"format\":1", "kind: does not belong");
    refused(agent, "\"agent\"", "\"workflow\"", "kind: is 'workflow'", "expected 'agent'");
    refused(agent, "\"kind\":\"agent\",", "", "kind: is missing");
  }

  @Test
  void an_agent_is_one_step_of_kind_agent() {
    String two = AGENT + "  - {id: b, kind: wait, duration: PT0S}\n";
    assertThatThrownBy(() -> file(two, Manifest.Kind.AGENT))
        .isInstanceOf(InvalidException.class)
        .hasMessageContaining("not one step of kind agent");
  }
}
