package io.aiops.studio.host.trigger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops.studio.host.execution.InMemoryExecutionStore;
import io.aiops.studio.host.problem.UnavailableException;
import io.aiops.studio.host.trigger.FiringStore.New;
import io.aiops.studio.host.trigger.FiringStore.ReplyTo;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What becomes of outcomes that do not go out; of executions that ended, other tests tell. */
class RepliesTest {

  private static final Instant T0 = Instant.parse("2026-11-30T10:00:00Z");
  private static final Duration LEASE = Duration.ofSeconds(10);

  private final InMemoryFirings firings = new InMemoryFirings();
  private final Sent sent = new Sent();
  private Instant now = T0;

  /** Throws for the queue {@code first} what it is told to. */
  private static final class Sent implements OutsideQueue {
    private final List<String> queues = new ArrayList<>();
    private @Nullable RuntimeException first;
    private int tried;

    @Override
    public void serve(Receiver receiver) {
      throw new UnsupportedOperationException();
    }

    @Override
    public @Nullable String reply(ReplyTo to, String id, Map<String, @Nullable Object> outcome) {
      if (to.queue().equals("first") && first != null) {
        tried++;
        throw first;
      }
      queues.add(to.queue());
      return null;
    }

    @Override
    public void close() {
      queues.clear();
    }
  }

  private void refused(String queue) {
    firings.raiseAll(
        List.of(
            new New(
                UUID.randomUUID(),
                UUID.randomUUID(),
                queue,
                Firing.Cause.QUEUE,
                null,
                T0,
                Firing.Status.FAILED,
                "no such input",
                null,
                null,
                new ReplyTo(queue, "c"))));
  }

  /** One round, a lease after the last one. */
  private void send() {
    now = now.plus(LEASE);
    new Replies(
            firings,
            new Endings(new InMemoryExecutionStore()),
            sent,
            Clock.fixed(now, ZoneOffset.UTC))
        .send();
  }

  private static List<RuntimeException> failures() {
    return List.of(new NotTakenException("full", null), new IllegalStateException("a fault"));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void one_that_does_not_go_holds_up_no_other_and_is_given_up_in_the_end(RuntimeException why) {
    sent.first = why;
    refused("first");
    refused("second");
    send();
    assertThat(sent.queues).containsExactly("second");
    for (int i = 2; i < Replies.GIVE_UP_AFTER; i++) {
      send();
    }
    assertThat(sent.tried).isEqualTo(Replies.GIVE_UP_AFTER - 1);
    for (int i = 0; i < 5; i++) {
      send();
    }
    assertThat(sent.tried).isEqualTo(Replies.GIVE_UP_AFTER);
  }

  @Test
  void while_the_broker_is_away_nothing_is_given_up_nor_counted() {
    sent.first = new UnavailableException("away", new IllegalStateException());
    refused("first");
    for (int i = 0; i < 2 * Replies.GIVE_UP_AFTER; i++) {
      assertThatThrownBy(this::send).isSameAs(sent.first);
    }
    sent.first = new NotTakenException("full", null);
    send();
    sent.first = null;
    send();
    assertThat(sent.queues).containsExactly("first");
  }
}
