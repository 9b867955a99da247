package io.aiops.studio.host.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.host.execution.ExecutionStore.Header;
import io.aiops.studio.host.execution.ExecutionStore.Request;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every execution store must do with those that begin. */
public abstract class StartsContract extends SomeExecutions {

  @Test
  void an_execution_is_kept_as_it_was_asked_for() {
    ExecutionStore store = store();
    Request request = request(workspace, null, "h", T0);
    assertThat(store.create(request)).isEmpty();
    assertThat(store.header(request.id()))
        .contains(
            new Header(
                request.id(),
                workspace,
                workflow,
                "triage",
                3,
                ExecutionStatus.PENDING,
                request.inputs(),
                "ada",
                T0,
                "h",
                0,
                null,
                7));
    assertThat(store.header(UUID.randomUUID())).isEmpty();
    assertThat(store.events(request.id(), 0, 10)).isEmpty();
  }

  @Test
  void the_newest_version_is_accepted_only_while_it_is_that() {
    ExecutionStore store = store();
    saved(store, workspace, workflow, 3, false);
    Request newest = newest("k");
    assertThat(store.create(List.of(newest))).containsExactly(new Creation.Accepted());
    saved(store, workspace, workflow, 4, false);
    Request pinned = request(workspace, null, "h", T0);
    Request late = newest(null);
    assertThat(store.create(List.of(late, pinned, newest("k"))))
        .containsExactly(
            new Creation.Outdated(),
            new Creation.Accepted(),
            new Creation.Repeated(store.header(newest.id()).orElseThrow()));
    assertThat(store.header(late.id())).isEmpty();
  }

  @Test
  void the_newest_version_of_a_removed_workflow_is_none() {
    ExecutionStore store = store();
    saved(store, workspace, workflow, 3, true);
    assertThat(store.create(List.of(newest("k")))).containsExactly(new Creation.Outdated());
  }

  @Test
  void what_was_to_go_on_from_one_that_is_gone_is_not_accepted() {
    ExecutionStore store = store();
    Request first = request(workspace, null, "h", T0);
    UUID gone = UUID.randomUUID();
    Request lost = goesOnFrom(gone);
    assertThat(store.create(List.of(first))).containsExactly(new Creation.Accepted());
    assertThat(store.create(List.of(goesOnFrom(first.id()), lost)))
        .containsExactly(new Creation.Accepted(), new Creation.Orphaned(gone));
    assertThat(store.header(lost.id())).isEmpty();
  }

  private Request goesOnFrom(UUID origin) {
    Request any = request(workspace, null, "h", T0);
    return new Request(
        any.id(),
        workspace,
        workflow,
        any.workflow(),
        3,
        any.inputs(),
        any.startedBy(),
        T0,
        null,
        "h",
        new Origin(origin, 1, Origin.Mode.RETRY, origin, null, Map.of(), null),
        any.priority());
  }

  private Request newest(String key) {
    Request any = request(workspace, key, "h", T0);
    return new Request(
        any.id(),
        workspace,
        workflow,
        any.workflow(),
        3,
        any.inputs(),
        any.startedBy(),
        T0,
        key,
        "h",
        null,
        4,
        false,
        null,
        true);
  }

  @Test
  void a_key_used_before_gives_the_earlier_execution_and_keeps_nothing_new() {
    ExecutionStore store = store();
    Request first = request(workspace, "k", "h1", T0);
    Request second = request(workspace, "k", "h2", T0.plusSeconds(1));
    assertThat(store.create(first)).isEmpty();
    assertThat(store.create(second).orElseThrow())
        .returns(first.id(), Header::id)
        .returns("h1", Header::requestHash);
    assertThat(store.header(second.id())).isEmpty();
  }

  @Test
  void a_key_belongs_to_its_workspace_and_no_key_is_no_key() {
    ExecutionStore store = store();
    assertThat(store.create(request(workspace, "k", "h", T0))).isEmpty();
    assertThat(store.create(request(UUID.randomUUID(), "k", "h", T0))).isEmpty();
    assertThat(store.create(request(workspace, null, "h", T0))).isEmpty();
    assertThat(store.create(request(workspace, null, "h", T0))).isEmpty();
  }

  @Test
  void of_many_with_one_key_at_once_one_is_new() {
    ExecutionStore store = store();
    List<Request> requests =
        IntStream.range(0, 16).mapToObj(i -> request(workspace, "k", "h", T0)).toList();
    List<UUID> answers =
        requests.parallelStream()
            .map(r -> store.create(r).map(Header::id).orElse(r.id()))
            .distinct()
            .toList();
    assertThat(answers).hasSize(1);
  }
}
