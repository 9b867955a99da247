package io.aiops.studio.host.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.host.execution.ExecutionStore.Header;
import io.aiops.studio.host.execution.ExecutionStore.Request;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every execution store must do with those that go on with the keys of another. */
public abstract class RetriesContract extends StartsContract {

  private ExecutionStore store;

  @BeforeEach
  void open() {
    store = store();
  }

  /** A step's workflow; of nobody's if there is no parent. */
  private UUID begun(@Nullable UUID parent, String path, int attempt) {
    return begun(null, parent == null ? null : new Parent(parent, path, attempt, 1));
  }

  private UUID begun(@Nullable Origin origin, @Nullable Parent parent) {
    Request request = request(null, origin, parent);
    assertThat(store.create(request)).isEmpty();
    return request.id();
  }

  private Request request(@Nullable String key, @Nullable Origin origin, @Nullable Parent parent) {
    Request any = request(workspace, key, "h", T0);
    return new Request(
        any.id(),
        workspace,
        workflow,
        any.workflow(),
        any.version(),
        any.inputs(),
        any.startedBy(),
        T0,
        key,
        "h",
        origin,
        4,
        false,
        parent,
        false);
  }

  private Request retry(@Nullable String key, UUID of) {
    return request(key, new Origin(of, 3, Origin.Mode.RETRY, of, null, Map.of(), null), null);
  }

  private UUID retried(UUID id) {
    Request retry = retry(null, id);
    assertThat(store.retry(retry, id)).isEqualTo(new Creation.Accepted());
    return retry.id();
  }

  private void refused(UUID id, Creation.GoneOn because) {
    Request retry = retry(null, id);
    assertThat(store.retry(retry, id)).isEqualTo(because);
    assertThat(store.header(retry.id())).isEmpty();
  }

  @Test
  void an_execution_is_retried_once_and_its_retry_is() {
    UUID id = begun(null, "", 0);
    UUID first = retried(id);
    refused(id, new Creation.GoneOn(id, first));
    retried(first);
  }

  @Test
  void the_same_key_gives_the_same_retry() {
    UUID id = begun(null, "", 0);
    Request first = retry("again", id);
    assertThat(store.retry(first, id)).isEqualTo(new Creation.Accepted());
    Header header = store.header(first.id()).orElseThrow();
    assertThat(store.retry(retry("again", id), id)).isEqualTo(new Creation.Repeated(header));
  }

  @Test
  void a_step_of_what_was_retried_is_not_however_deep() {
    UUID top = begun(null, "", 0);
    UUID child = begun(top, "a", 1);
    UUID below = begun(child, "b", 1);
    UUID again = retried(top);
    refused(child, new Creation.GoneOn(top, again));
    refused(below, new Creation.GoneOn(top, again));
  }

  @Test
  void nor_is_what_has_a_step_that_was_retried_but_another_step_is() {
    UUID top = begun(null, "", 0);
    UUID child = begun(top, "a[0]/b", 1);
    UUID other = begun(top, "a[1]/b", 2);
    UUID below = begun(child, "b", 1);
    UUID again = retried(below);
    refused(child, new Creation.GoneOn(below, again));
    refused(top, new Creation.GoneOn(below, again));
    retried(other);
  }

  @Test
  void nor_is_one_after_which_its_step_was_attempted_again() {
    UUID top = begun(null, "", 0);
    UUID first = begun(top, "a", 1);
    UUID below = begun(first, "b", 1);
    UUID second = begun(top, "a", 2);
    refused(first, new Creation.GoneOn(first, second));
    refused(below, new Creation.GoneOn(first, second));
    retried(second);
  }

  @Test
  void of_a_family_that_is_retried_at_once_one_is() {
    UUID top = begun(null, "", 0);
    List<UUID> ids = List.of(top, begun(top, "a", 1));
    List<Creation> creations =
        IntStream.range(0, 16)
            .parallel()
            .mapToObj(i -> ids.get(i % 2))
            .map(id -> store.retry(retry(null, id), id))
            .toList();
    assertThat(creations).containsOnlyOnce(new Creation.Accepted());
  }
}
