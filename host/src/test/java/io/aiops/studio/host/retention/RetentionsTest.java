package io.aiops.studio.host.retention;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.host.identity.TestClock;
import io.aiops.studio.host.problem.UnavailableException;
import io.aiops.studio.host.retention.RetentionStore.Policy;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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
    Retentions retentions = new Retentions(store, (caller, act, subject, details) -> {}, clock);
    assertThat(retentions.sweep()).isEqualTo(204);
    assertThat(others).as("until none is left").isEmpty();
    assertThat(blobs).isEmpty();
  }
}
