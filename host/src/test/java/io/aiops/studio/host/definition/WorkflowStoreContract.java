package io.aiops.studio.host.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops.studio.host.problem.ConflictException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every workflow store must do. */
public abstract class WorkflowStoreContract {

  private static final Instant T0 = Instant.parse("2026-01-01T00:00:00Z");

  private final UUID workspace = UUID.randomUUID();
  private final UUID other = UUID.randomUUID();

  /** An empty one. */
  protected abstract WorkflowStore store();

  private static String text(String name, String more) {
    return "schema: aiops-studio/workflow/v1\nname: "
        + name
        + "\n"
        + more
        + "steps: [{id: a, kind: wait, duration: PT1S}]\n";
  }

  private static WorkflowVersion save(
      WorkflowStore store, UUID workspace, String text, @Nullable Integer expected) {
    Workflow workflow = WorkflowReader.read(text).workflow().orElseThrow();
    return store.save(workspace, workflow, text, "ada", T0, expected);
  }

  @Test
  void what_is_kept_is_what_was_written_to_the_last_byte() {
    WorkflowStore store = store();
    String text =
        "# a comment, tabs\tand trailing spaces   \r\n"
            + text("odd", "title: \"Ü 😀 \\u0041\"\r\n\n\n")
            + "\n# no newline at the end";
    WorkflowVersion saved = save(store, workspace, text, null);
    assertThat(saved.text()).isEqualTo(text);
    assertThat(store.find(workspace, "odd")).contains(saved);
    assertThat(store.find(workspace, "odd").orElseThrow().text()).isEqualTo(text);
    assertThat(saved.title()).isEqualTo("Ü 😀 A");
  }

  @Test
  void versions_count_up_and_never_change() {
    WorkflowStore store = store();
    WorkflowVersion one = save(store, workspace, text("a", "title: One\n"), 0);
    WorkflowVersion two = save(store, workspace, text("a", "title: Two\n"), 1);
    assertThat(List.of(one.version(), two.version())).containsExactly(1, 2);
    assertThat(two.workflowId()).isEqualTo(one.workflowId());
    assertThat(store.versions(workspace, "a")).containsExactly(two, one);
    assertThat(store.find(workspace, "a")).contains(two);
    assertThat(store.find(workspace, "a", 1)).contains(one);
    assertThat(store.find(workspace, "a", 3)).isEmpty();
    assertThat(store.find(workspace, one.workflowId(), 2)).contains(two);
  }

  @Test
  void who_has_not_seen_the_newest_is_refused_and_nothing_is_kept() {
    WorkflowStore store = store();
    save(store, workspace, text("a", ""), 0);
    assertThatThrownBy(() -> save(store, workspace, text("a", ""), 0))
        .isInstanceOf(ConflictException.class);
    assertThatThrownBy(() -> save(store, workspace, text("b", ""), 4))
        .isInstanceOf(ConflictException.class);
    assertThat(store.versions(workspace, "a")).hasSize(1);
    assertThat(store.versions(workspace, "b")).isEmpty();
    save(store, workspace, text("a", ""), null);
    assertThat(store.versions(workspace, "a")).hasSize(2);
  }

  @Test
  void of_many_who_save_at_once_each_gets_a_version_of_its_own() {
    WorkflowStore store = store();
    List<Integer> versions =
        IntStream.range(0, 12)
            .parallel()
            .mapToObj(i -> save(store, workspace, text("a", ""), null).version())
            .sorted()
            .toList();
    assertThat(versions).isEqualTo(IntStream.rangeClosed(1, 12).boxed().toList());
  }

  @Test
  void a_workspace_sees_its_own_only() {
    WorkflowStore store = store();
    WorkflowVersion mine = save(store, workspace, text("a", "title: Mine\n"), null);
    WorkflowVersion theirs = save(store, other, text("a", "title: Theirs\n"), null);
    assertThat(mine.workflowId()).isNotEqualTo(theirs.workflowId());
    assertThat(store.list(workspace, "", 10, 0)).containsExactly(mine);
    assertThat(store.find(workspace, "a")).contains(mine);
    assertThat(store.versions(other, "a")).containsExactly(theirs);
    assertThat(store.find(workspace, theirs.workflowId(), 1)).isEmpty();
    UUID third = UUID.randomUUID();
    assertThat(store.find(third, "a")).isEmpty();
    assertThat(store.find(third, "a", 1)).isEmpty();
    assertThat(store.versions(third, "a")).isEmpty();
    assertThat(store.list(third, "", 10, 0)).isEmpty();
    assertThat(store.remove(third, "a")).isFalse();
    assertThat(store.remove(other, "a")).isTrue();
    assertThat(store.find(workspace, "a")).contains(mine);
  }

  @Test
  void the_list_is_by_name_in_pages_and_searched_without_case() {
    WorkflowStore store = store();
    for (String name : List.of("c", "a", "b")) {
      save(store, workspace, text(name, "title: The " + name + "\ndescription: 100% _x_\n"), null);
    }
    assertThat(store.list(workspace, "", 2, 0)).extracting("name").containsExactly("a", "b");
    assertThat(store.list(workspace, "", 2, 2)).extracting("name").containsExactly("c");
    assertThat(store.list(workspace, "THE B", 9, 0)).extracting("name").containsExactly("b");
    assertThat(store.list(workspace, "% _", 9, 0)).hasSize(3);
    assertThat(store.list(workspace, "1%0", 9, 0)).isEmpty();
  }

  @Test
  void what_is_removed_is_off_the_list_and_its_versions_stay() {
    WorkflowStore store = store();
    WorkflowVersion one = save(store, workspace, text("a", ""), null);
    assertThat(store.remove(workspace, "a")).isTrue();
    assertThat(store.remove(workspace, "a")).isFalse();
    assertThat(store.find(workspace, "a")).isEmpty();
    assertThat(store.list(workspace, "", 10, 0)).isEmpty();
    assertThat(store.find(workspace, one.workflowId(), 1)).contains(one);
    assertThat(store.find(workspace, "a", 1)).isEmpty();
    assertThat(store.reference(workspace, "a", null)).isEmpty();
    assertThat(store.reference(workspace, "a", 1)).isEmpty();
    assertThat(store.versions(workspace, "a")).isEmpty();
    WorkflowVersion again = save(store, workspace, text("a", ""), 0);
    assertThat(again.version()).isEqualTo(2);
    assertThat(store.find(workspace, "a")).contains(again);
    WorkflowStore.Reference second = new WorkflowStore.Reference(one.workflowId(), 2);
    assertThat(store.reference(workspace, "a", null)).contains(second);
    assertThat(store.reference(workspace, "a", 2)).contains(second);
    assertThat(store.reference(workspace, "a", 3)).isEmpty();
    assertThat(store.reference(UUID.randomUUID(), "a", null)).isEmpty();
  }

  private static WorkflowVersion saveFrom(WorkflowStore store, UUID workspace, Origin origin) {
    String text = text("a", "");
    Workflow workflow = WorkflowReader.read(text).workflow().orElseThrow();
    return store.save(workspace, workflow, text, "ada", T0, null, origin);
  }

  private static Origin origin(String version) {
    return new Origin(
        "acme.a", version, "f".repeat(64), "the\r\n text  ", "{\"name\":\"a\"}", "[]", "AGENT");
  }

  @Test
  void the_newest_origin_is_what_an_update_is_compared_with() {
    WorkflowStore store = store();
    WorkflowVersion first = saveFrom(store, workspace, origin("1.0.0"));
    save(store, workspace, text("a", "title: Mine\n"), null);
    assertThat(store.origin(workspace, "a"))
        .contains(new WorkflowOrigin(first.workflowId(), "a", 1, origin("1.0.0"), T0, "ada"));
    WorkflowVersion third = saveFrom(store, workspace, origin("1.1.0"));
    save(store, workspace, text("b", ""), null);
    assertThat(store.origins(workspace))
        .containsExactly(
            new WorkflowOrigin(third.workflowId(), "a", 3, origin("1.1.0"), T0, "ada"));
    assertThat(store.origin(workspace, "b")).isEmpty();
    assertThat(store.origins(other)).isEmpty();
  }

  @Test
  void what_is_made_anew_under_a_name_has_no_origin() {
    WorkflowStore store = store();
    saveFrom(store, workspace, origin("1.0.0"));
    saveFrom(store, other, origin("1.0.0"));
    assertThat(store.remove(workspace, "a")).isTrue();
    assertThat(store.origins(workspace)).isEmpty();
    save(store, workspace, text("a", ""), null);
    assertThat(store.origins(workspace)).isEmpty();
    assertThat(store.origins(other)).hasSize(1);
  }
}
