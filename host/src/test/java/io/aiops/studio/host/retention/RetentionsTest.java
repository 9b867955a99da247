package io.aiops.studio.host.retention;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.host.identity.TestClock;
import io.aiops.studio.host.problem.UnavailableException;
import io.aiops.studio.host.retention.RetentionStore.Policy;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RetentionsTest {

  private static final UUID SLOW = new UUID(0, 1);
  private static final UUID OTHER = new UUID(0, 2);

  private final TestClock clock = new TestClock();
  private final List<Integer> blobs = new ArrayList<>(List.of(200, 7, 0));
  private final List<Integer> others = new ArrayList<>(List.of(3, 200, 1, 0));

  private Object answer(String method, Object[] arguments) {
    return switch (method) {
      case "policies" -> List.of(policy(SLOW), policy(OTHER));
      case "remove" -> {
        if (arguments[0].equals(SLOW)) {
          throw new UnavailableException(
              "The database took too long.", new IllegalStateException());
        }
        yield others.removeFirst();
      }
      case "removeUnusedBlobs" -> blobs.removeFirst();
      default -> throw new IllegalStateException(method);
    };
  }

  private static Policy policy(UUID workspace) {
    return new Policy(workspace, 30, "ada", Instant.EPOCH);
  }

  @Test
  void what_fails_in_one_workspace_holds_up_neither_the_next_nor_large_values() {
    RetentionStore store =
        (RetentionStore)
            Proxy.newProxyInstance(
                RetentionStore.class.getClassLoader(),
                new Class<?>[] {RetentionStore.class},
                (proxy, method, arguments) -> answer(method.getName(), arguments));
    clock.advance(Duration.ofDays(1));
    Retentions retentions =
        new Retentions(store, (w, b, m) -> 0, (caller, act, subject, details) -> {}, clock);
    assertThat(retentions.sweep()).isEqualTo(204);
    assertThat(others).as("until none is left").isEmpty();
    assertThat(blobs).isEmpty();
  }

  @Test
  void firings_stay_for_thirty_days_where_executions_go_sooner() {
    Map<UUID, Integer> days = Map.of(SLOW, 1, OTHER, 90);
    RetentionStore store =
        (RetentionStore)
            Proxy.newProxyInstance(
                RetentionStore.class.getClassLoader(),
                new Class<?>[] {RetentionStore.class},
                (proxy, method, arguments) ->
                    method.getName().equals("policies")
                        ? days.entrySet().stream()
                            .map(each ->
                                new Policy(each.getKey(), each.getValue(), "ada", Instant.EPOCH))
                            .toList()
                        : 0);
    Map<UUID, Instant> asked = new HashMap<>();
    List<Integer> left = new ArrayList<>(List.of(200, 7, 0, 0));
    Removal firings =
        (workspace, before, most) -> {
          asked.put(workspace, before);
          return left.removeFirst();
        };
    new Retentions(store, firings, (caller, act, subject, details) -> {}, clock).sweep();
    Instant now = clock.instant();
    assertThat(asked)
        .containsOnly(
            Map.entry(SLOW, now.minus(Duration.ofDays(30))),
            Map.entry(OTHER, now.minus(Duration.ofDays(90))));
    assertThat(left).as("until none is left").isEmpty();
  }
}
