package io.aiops.studio.host.trigger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops.studio.host.problem.InvalidException;
import io.aiops.studio.host.trigger.FiringStore.New;
import io.aiops.studio.host.trigger.FiringStore.ReplyTo;
import io.aiops.studio.host.trigger.TriggerStore.Stored;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which firings every store removes, and what is known of them afterwards. */
public abstract class ForgottenFiringsContract extends StoredTriggers {

  private static final Instant LATER = T0.plus(Duration.ofDays(1));

  /** Keeps an execution. */
  protected abstract UUID execution(UUID workspace);

  /** Keeps it no longer. */
  protected abstract void drop(UUID execution);

  private static New at(Stored of, Instant scheduledAt, Instant raisedAt, @Nullable ReplyTo reply) {
    return new New(
        of.workspaceId(),
        of.trigger().id(),
        FiringKey.scheduled(of.trigger().id(), scheduledAt),
        Firing.Cause.BACKFILL,
        scheduledAt,
        raisedAt,
        Firing.Status.DUE,
        null,
        Map.of(),
        null,
        reply);
  }

  private long raised(New firing) {
    return firings().raise(firing, LEASE).firing().id();
  }

  private List<Long> ids(Stored of) {
    return firings().list(of.workspaceId(), of.trigger().id(), 999, 10).stream()
        .map(Firing::id)
        .toList();
  }

  @Test
  void what_started_stays_as_long_as_its_execution() {
    Stored trigger = saved(HOURLY);
    UUID kept = execution(workspace);
    long first = raised(firing(trigger, "a", null));
    firings().started(first, kept);
    long second = raised(firing(trigger, "b", null));
    firings().started(second, UUID.randomUUID());
    assertThat(firings().forget(workspace, LATER, 10)).isEqualTo(1);
    assertThat(ids(trigger)).containsExactly(first);
    drop(kept);
    assertThat(firings().forget(workspace, LATER, 10)).isEqualTo(1);
    assertThat(ids(trigger)).isEmpty();
  }

  @Test
  void what_is_due_or_owes_an_outcome_stays() {
    Stored trigger = saved(HOURLY);
    long owing = raised(at(trigger, T0, T0, new ReplyTo("answers", "42")));
    long due = raised(firing(trigger, "due", null));
    firings().ended(owing, Firing.Status.FAILED, "no such input");
    assertThat(firings().forget(workspace, LATER, 10)).isZero();
    firings().replied(firings().takeReplies(LATER, Duration.ofSeconds(10), 1).getFirst(), null);
    assertThat(firings().forget(workspace, LATER, 10)).isEqualTo(1);
    assertThat(ids(trigger)).containsExactly(due);
  }

  @Test
  void what_is_young_or_another_workspaces_stays() {
    Stored mine = saved(HOURLY);
    Stored theirs = trigger(other, "t", HOURLY, null);
    triggers().save(theirs, false);
    long young = raised(at(mine, T0, LATER, null));
    long foreign = raised(firing(theirs, "a", null));
    for (long id : List.of(young, foreign)) {
      firings().ended(id, Firing.Status.FAILED, "no");
    }
    assertThat(firings().forget(workspace, LATER, 10)).isZero();
    assertThat(ids(theirs)).containsExactly(foreign);
    assertThat(firings().forget(workspace, LATER.plus(LEASE).plusSeconds(1), 10)).isEqualTo(1);
    assertThat(ids(mine)).isEmpty();
  }

  @Test
  void one_that_was_sent_again_is_as_old_as_that() {
    Stored trigger = saved(HOURLY);
    long id = raised(at(trigger, T0, T0, null));
    firings().ended(id, Firing.Status.FAILED, "no");
    assertThat(raised(at(trigger, T0, LATER, null))).isEqualTo(id);
    firings().ended(id, Firing.Status.FAILED, "no");
    assertThat(firings().forget(workspace, LATER, 10)).isZero();
  }

  @Test
  void the_oldest_go_first_a_few_at_once() {
    Stored trigger = saved(HOURLY);
    for (int i = 3; i > 0; i--) {
      long id = raised(at(trigger, T0.plusSeconds(i), T0.plusSeconds(i), null));
      firings().ended(id, Firing.Status.SKIPPED, "switched off");
    }
    assertThat(firings().forget(workspace, LATER, 2)).isEqualTo(2);
    assertThat(firings().list(workspace, trigger.trigger().id(), 999, 10))
        .singleElement()
        .returns(T0.plusSeconds(3), Firing::scheduledAt);
    assertThat(firings().forget(workspace, LATER, 2)).isEqualTo(1);
    assertThat(firings().forget(workspace, LATER, 2)).isZero();
  }

  @Test
  void a_time_that_may_have_fired_is_not_made_up_for() {
    Stored trigger = saved(HOURLY);
    Stored beside = trigger(workspace, "beside", HOURLY, null);
    triggers().save(beside, false);
    firings().started(raised(at(trigger, T0, T0, null)), UUID.randomUUID());
    assertThat(firings().forget(workspace, LATER, 10)).isEqualTo(1);
    New same = at(trigger, T0, LATER, null);
    New earlier = at(trigger, T0.minusSeconds(3600), LATER, null);
    New later = at(trigger, T0.plusSeconds(3600), LATER, null);
    for (New forgotten : List.of(same, earlier)) {
      assertThatThrownBy(() -> firings().makeUp(List.of(forgotten, later)))
          .isInstanceOf(InvalidException.class)
          .hasMessageContaining("from")
          .hasMessageContaining(T0.toString());
    }
    assertThat(ids(trigger)).as("nothing was made up for").isEmpty();
    assertThat(firings().makeUp(List.of(later, at(beside, T0, LATER, null)))).isEqualTo(2);
  }

  @Test
  void a_time_that_has_started_nothing_still_is() {
    Stored trigger = saved(HOURLY);
    long id = raised(at(trigger, T0, T0, null));
    firings().ended(id, Firing.Status.FAILED, "no");
    assertThat(firings().forget(workspace, LATER, 10)).isEqualTo(1);
    assertThat(firings().makeUp(List.of(at(trigger, T0, LATER, null)))).isEqualTo(1);
  }
}
