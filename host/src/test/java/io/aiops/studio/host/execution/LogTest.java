package io.aiops.studio.host.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.host.execution.ExecutionStore.Line;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LogTest {

  private static final Hash HASH = Hash.of(new byte[0]);

  private final List<Integer> asked = new ArrayList<>();

  /** So many events with a payload of that length. */
  private Log log(long events, int length, long after) {
    String payload = "x".repeat(length);
    return new Log(
        (from, limit) -> {
          asked.add(limit);
          long last = Math.min(events, from + limit);
          return new ExecutionStore.Page(
              LongStream.rangeClosed(from + 1, last)
                  .mapToObj(at -> new Line(at, Instant.EPOCH, "StepCompleted", payload, HASH))
                  .toList(),
              last < events);
        },
        after);
  }

  private static List<Long> read(Log log) {
    List<Long> read = new ArrayList<>();
    log.forEachRemaining(line -> read.add(line.sequence()));
    return read;
  }

  @Test
  void every_event_comes_once_and_in_order() {
    assertThat(read(log(30_000, 100, 0)))
        .containsExactlyElementsOf(LongStream.rangeClosed(1, 30_000).boxed().toList());
    assertThat(asked).hasSizeLessThan(10).allMatch(limit -> limit <= 10_000);
    assertThat(read(log(300, 1, 298))).containsExactly(299L, 300L);
    assertThat(read(log(256, 1, 0))).hasSize(256);
    assertThat(read(log(0, 1, 0))).isEmpty();
  }

  @Test
  void pages_of_large_events_are_short() {
    assertThat(read(log(2_000, 64 * 1024, 0))).hasSize(2_000);
    assertThat(asked.subList(1, asked.size())).allMatch(limit -> limit == 64);
    asked.clear();
    assertThat(read(log(300, 8 * 1024 * 1024, 0))).hasSize(300);
    assertThat(asked.subList(1, asked.size())).allMatch(limit -> limit == 1);
  }
}
