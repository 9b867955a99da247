package io.aiops.studio.marketplace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops.studio.host.problem.ConflictException;
import io.aiops.studio.host.problem.InvalidException;
import io.aiops.studio.marketplace.template.Ancestor;
import io.aiops.studio.marketplace.template.Change;
import io.aiops.studio.marketplace.template.Change.Taken;
import io.aiops.studio.marketplace.template.Choices;
import io.aiops.studio.marketplace.template.Difference;
import io.aiops.studio.marketplace.template.ExportRequest;
import io.aiops.studio.marketplace.template.Installed;
import io.aiops.studio.marketplace.template.TemplateFile;
import io.aiops.studio.marketplace.template.TemplateService;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A team changes what it installed, the author publishes a newer version, and both are kept. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TemplateUpdateTest {

  private static final String TEXT =
      """
      schema: aiops-studio/workflow/v1
      name: %s
      title: One
      steps:
        - id: pause
          kind: wait
          duration: PT1S
        - id: note
          kind: transform
          expression: "'one'"
      edges:
        - {from: pause, to: note}
      """;

  @TempDir static Path folder;

  private TestStudio studio;
  private TemplateService templates;

  @BeforeAll
  void start() throws IOException {
    studio = TestStudio.startEmpty(folder);
    templates = new TemplateService(studio.studio());
  }

  @AfterAll
  void stop() {
    studio.close();
  }

  private void save(String text) {
    studio.studio().workflows().save(studio.caller(), text, null);
  }

  private String text(String workflow) {
    return studio.studio().workflows().get(studio.caller(), workflow).text();
  }

  private TemplateFile export(String workflow, String id, String version) {
    return templates.export(studio.caller(), ExportRequest.of(workflow, id, version));
  }

  private TemplateFile version(String author, String number, String text) {
    save(text);
    return export(author, "acme." + author, number);
  }

  @Test
  void what_nobody_changed_here_becomes_the_new_version_to_the_last_byte() {
    String text = TEXT.formatted("plain");
    templates.install(
        studio.caller(), version("plain", "1.0.0", text), new Choices("plain-here", Map.of()));
    String next = "# newer\r\n" + text.replace("PT1S", "PT2S   # slower");
    TemplateFile second = version("plain", "1.1.0", next);
    Installed updated =
        templates.update(studio.caller(), second, "plain-here", Choices.NONE, Map.of(), 0);
    assertThat(updated.version()).isEqualTo(2);
    assertThat(text("plain-here")).isEqualTo(next.replace("name: plain", "name: plain-here"));
    assertThatThrownBy(() ->
            templates.update(studio.caller(), second, "plain-here", Choices.NONE, Map.of(), 0))
        .isInstanceOf(ConflictException.class)
        .hasMessageContaining("has version 1.1.0 of acme.plain already");
  }

  @Test
  void the_teams_changes_stay_and_conflicts_are_decided() {
    String text = TEXT.formatted("both");
    templates.install(
        studio.caller(), version("both", "1.0.0", text), new Choices("both-here", Map.of()));
    String mine =
        "# our copy\n"
            + text("both-here").replace("title: One", "title:  'Ours'").replace("'one'", "'ours'");
    save(mine);
    TemplateFile second =
        version("both", "2.0.0", text.replace("PT1S", "PT3S").replace("'one'", "'two'"));

    Difference open =
        templates.difference(studio.caller(), second, "both-here", Choices.NONE, Map.of());
    assertThat(open.from()).isEqualTo("1.0.0");
    assertThat(open.changes().stream().map(c -> c.path() + " " + c.side()))
        .containsExactly(
            "title MINE", "steps[pause].duration THEIRS", "steps[note].expression CONFLICT");
    Change conflict = open.changes().getLast();
    assertThat(conflict.base()).isEqualTo("'one'");
    assertThat(conflict.mine()).isEqualTo("'ours'");
    assertThat(conflict.theirs()).isEqualTo("'two'");
    assertThatThrownBy(
            () -> templates.update(studio.caller(), second, "both-here", Choices.NONE, Map.of(), 0))
        .isInstanceOf(InvalidException.class)
        .hasMessageContaining("steps[note].expression: was changed here and in the template");
    assertThat(text("both-here")).isEqualTo(mine);

    Map<String, Taken> decided = Map.of("steps[note].expression", Taken.THEIRS);
    assertThatThrownBy(
            () -> templates.update(studio.caller(), second, "both-here", Choices.NONE, decided, 1))
        .isInstanceOf(ConflictException.class)
        .hasMessageContaining("at version 2 now, not 1");
    templates.update(studio.caller(), second, "both-here", Choices.NONE, decided, 2);
    assertThat(text("both-here"))
        .isEqualTo(mine.replace("PT1S", "PT3S").replace("'ours'\"", "'two'\""));
  }

  @Test
  void a_merge_that_would_not_run_is_not_saved() {
    String text = TEXT.formatted("torn");
    templates.install(
        studio.caller(), version("torn", "1.0.0", text), new Choices("torn-here", Map.of()));
    String mine =
        text("torn-here")
            .replace(
                "edges:",
                "  - {id: more, kind: wait, duration: PT1S}\nedges:\n  - {from: note, to: more}");
    save(mine);
    String without =
        "schema: aiops-studio/workflow/v1\nname: torn\ntitle: One\nsteps:\n  - id: pause\n    kind: wait\n    duration: PT1S\nedges: []\n";
    TemplateFile second = version("torn", "1.0.1", without);
    Difference difference =
        templates.difference(studio.caller(), second, "torn-here", Choices.NONE, Map.of());
    assertThat(difference.problems().toString()).contains("'note', which is no step here");
    assertThatThrownBy(
            () -> templates.update(studio.caller(), second, "torn-here", Choices.NONE, Map.of(), 0))
        .isInstanceOf(InvalidException.class);
    assertThat(text("torn-here")).isEqualTo(mine);
  }

  @Test
  void a_fork_knows_what_it_was_made_from() {
    TemplateFile first = version("root", "1.0.0", TEXT.formatted("root"));
    templates.install(studio.caller(), first, new Choices("branch", Map.of()));
    TemplateFile fork = export("branch", "other.branch", "1.0.0");
    assertThat(fork.manifest().lineage())
        .containsExactly(new Ancestor("acme.root", "1.0.0", first.lock().workflowSha256()));
    templates.install(studio.caller(), fork, new Choices("twig", Map.of()));
    assertThat(
            export("twig", "third.twig", "1.0.0").manifest().lineage().stream().map(Ancestor::id))
        .containsExactly("acme.root", "other.branch");
    TemplateFile next = version("root", "1.1.0", TEXT.formatted("root") + "# more\n");
    assertThatThrownBy(
            () -> templates.update(studio.caller(), next, "twig", Choices.NONE, Map.of(), 0))
        .isInstanceOf(ConflictException.class)
        .hasMessageContaining("was made from the template other.branch");
    assertThatThrownBy(() -> export("branch", "acme.root", "1.0.0"))
        .isInstanceOf(InvalidException.class)
        .hasMessageContaining("expected a newer one");
  }
}
