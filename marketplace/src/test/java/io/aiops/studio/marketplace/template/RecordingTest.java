package io.aiops.studio.marketplace.template;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.identity.Permission;
import io.aiops.studio.host.identity.Role;
import io.aiops.studio.host.query.ExecutionQuery;
import io.aiops.studio.host.query.ExecutionViews;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** An execution whose list has fewer items after it was rolled back to the step that made them. */
class RecordingTest {

  private static final Caller ADA =
      new Caller(
          UUID.randomUUID(),
          "ada",
          UUID.randomUUID(),
          Role.BUILDER,
          EnumSet.allOf(Permission.class),
          false);

  private final Log log = new Log();

  /** All on one page. */
  private static final class Log implements ExecutionQuery {

    private final List<ExecutionViews.Event> events = new ArrayList<>();

    void add(String type, @Nullable String step, Map<String, Object> data) {
      events.add(
          new ExecutionViews.Event(events.size() + 1, type, Instant.EPOCH, step, Map.copyOf(data)));
    }

    @Override
    public ExecutionViews.Events events(Caller caller, UUID execution, long after, int limit) {
      return new ExecutionViews.Events(
          events.stream().filter(each -> each.sequence() > after).limit(limit).toList(), false);
    }

    @Override
    public ExecutionViews.Page list(Caller caller, ExecutionViews.Filter filter) {
      throw new UnsupportedOperationException();
    }

    @Override
    public ExecutionViews.Detail get(Caller caller, UUID execution, ExecutionViews.Rows rows) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Following follow(Caller caller, UUID execution, ExecutionViews.Rows rows) {
      throw new UnsupportedOperationException();
    }

    @Override
    public ExecutionViews.Verification verify(Caller caller, UUID execution) {
      throw new UnsupportedOperationException();
    }

    @Override
    public ExecutionViews.Summary summary(Caller caller, UUID execution) {
      throw new UnsupportedOperationException();
    }
  }

  private void list(String... items) {
    log.add("ItemsOpened", "each", Map.of("items", List.of(items)));
    for (int i = 0; i < items.length; i++) {
      log.add("ItemCompleted", "each", Map.of("index", i, "output", items[i] + "!"));
    }
    log.add("ItemsCompleted", "each", Map.of());
  }

  private Map<?, ?> seen(String step) {
    log.add("StepScheduled", step, Map.of());
    Map<String, @Nullable Object> seen =
        Recording.seen(log, ADA, UUID.randomUUID(), "sampled", step);
    return (Map<?, ?>) seen.get("steps");
  }

  @Test
  void only_what_the_last_items_gave_is_seen() {
    log.add("ExecutionStarted", null, Map.of("workflow", "sampled", "inputs", Map.of()));
    list("a", "b", "c");
    log.add("RolledBack", "first", Map.of("invalidated", List.of("each", "first")));
    list("d");
    assertThat(seen("sum")).isEqualTo(Map.of("each", ended(List.of("d!"))));
  }

  @Test
  void a_list_that_is_opened_anew_has_no_items_of_before() {
    log.add("ExecutionStarted", null, Map.of("workflow", "sampled", "inputs", Map.of()));
    list("a", "b");
    list("c");
    assertThat(seen("sum")).isEqualTo(Map.of("each", ended(List.of("c!"))));
  }

  @Test
  void a_list_that_was_rolled_back_and_not_opened_again_is_not_seen() {
    log.add("ExecutionStarted", null, Map.of("workflow", "sampled", "inputs", Map.of()));
    list("a", "b");
    log.add("RolledBack", "first", Map.of("invalidated", List.of("each")));
    log.add("ItemsCompleted", "each", Map.of());
    assertThat(seen("sum")).isEqualTo(Map.of("each", ended(List.of())));
  }

  private static Map<String, Object> ended(List<String> output) {
    return Map.of("status", "completed", "output", output);
  }
}
