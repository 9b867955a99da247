package io.aiops.studio.host.trigger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops.studio.host.problem.ConflictException;
import io.aiops.studio.host.trigger.FiringStore.New;
import io.aiops.studio.host.trigger.FiringStore.Open;
import io.aiops.studio.host.trigger.FiringStore.Owed;
import io.aiops.studio.host.trigger.FiringStore.ReplyTo;
import io.aiops.studio.host.trigger.TriggerStore.Advance;
import io.aiops.studio.host.trigger.TriggerStore.Stored;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every store of triggers and firings does. */
public abstract class TriggerStoreContract extends StoredTriggers {

  @Test
  void each_kind_comes_back_as_it_was_saved() {
    List<Source> sources =
        List.of(
            HOURLY,
            new Source.Webhook(20),
            new Source.Queue(),
            new Source.Completion("x", Set.of(Source.Ending.COMPLETED, Source.Ending.FAILED)));
    for (Source source : sources) {
      Stored trigger =
          trigger(
              workspace,
              source.kind().name(),
              source,
              source.kind() == Source.Kind.SCHEDULE ? T0 : null);
      triggers().save(trigger, false);
      assertThat(triggers().find(workspace, source.kind().name())).contains(trigger);
      assertThat(triggers().find(trigger.trigger().id())).contains(trigger);
    }
    assertThat(triggers().list(workspace))
        .extracting(stored -> stored.trigger().name())
        .containsExactly("COMPLETION", "QUEUE", "SCHEDULE", "WEBHOOK");
  }

  @Test
  void a_workspace_sees_changes_and_removes_its_own_only() {
    Stored mine = saved(HOURLY);
    Stored theirs = trigger(other, "t", HOURLY, null);
    triggers().save(theirs, false);
    assertThat(triggers().list(workspace)).containsExactly(mine);
    assertThat(triggers().find(other, "t")).contains(theirs);
    assertThat(triggers().remove(workspace, theirs.trigger().id(), T0)).isFalse();
    assertThat(triggers().remove(other, theirs.trigger().id(), T0)).isTrue();
    assertThat(triggers().find(other, "t")).isEmpty();
    assertThat(triggers().find(theirs.trigger().id())).isEmpty();
    assertThat(triggers().find(workspace, "t")).contains(mine);
  }

  @Test
  void a_name_is_there_once_and_free_again_after_removal() {
    Stored first = saved(HOURLY);
    Stored second = trigger(workspace, "t", HOURLY, null);
    assertThatThrownBy(() -> triggers().save(second, false)).isInstanceOf(ConflictException.class);
    triggers().remove(workspace, first.trigger().id(), T0);
    triggers().save(second, false);
    assertThat(triggers().find(workspace, "t")).contains(second);
  }

  @Test
  void advancing_raises_and_moves_on_together_and_only_what_is_due() {
    Stored due = trigger(workspace, "due", HOURLY, T0);
    Stored later = trigger(workspace, "later", HOURLY, T0.plusSeconds(1));
    triggers().save(due, false);
    triggers().save(later, false);
    Instant next = T0.plusSeconds(3600);
    int looked =
        triggers()
            .advance(
                T0,
                10,
                stored -> {
                  assertThat(stored).isEqualTo(due);
                  return new Advance(List.of(firing(stored, "a", null)), next);
                });
    assertThat(looked).isEqualTo(1);
    assertThat(triggers().find(workspace, "due").orElseThrow().trigger().nextAt()).isEqualTo(next);
    assertThat(firings().list(workspace, due.trigger().id(), 999, 10)).hasSize(1);
    assertThat(triggers().advance(T0, 10, stored -> new Advance(List.of(), null))).isZero();
  }

  @Test
  void saving_can_leave_the_next_time_to_who_moved_it() {
    Stored trigger = trigger(workspace, "t", HOURLY, T0);
    triggers().save(trigger, false);
    triggers().advance(T0, 10, stored -> new Advance(List.of(), T0.plusSeconds(60)));
    triggers().save(trigger, true);
    assertThat(triggers().find(workspace, "t").orElseThrow().trigger().nextAt())
        .isEqualTo(T0.plusSeconds(60));
    triggers().save(trigger, false);
    assertThat(triggers().find(workspace, "t")).contains(trigger);
  }

  @Test
  void a_key_is_raised_once() {
    Stored trigger = saved(new Source.Webhook(0));
    Open first = firings().raise(firing(trigger, "k", Map.of("a", 1)), LEASE);
    Open again = firings().raise(firing(trigger, "k", Map.of("a", 2)), LEASE);
    assertThat(again).isEqualTo(first);
    assertThat(
            firings().raiseAll(List.of(firing(trigger, "k", null), firing(trigger, "l", Map.of()))))
        .isEqualTo(1);
    assertThat(firings().list(workspace, trigger.trigger().id(), 999, 10)).hasSize(2);
  }

  @Test
  void one_that_failed_is_opened_again_with_what_comes_now() {
    Stored trigger = saved(new Source.Webhook(0));
    Open first = firings().raise(firing(trigger, "k", Map.of("a", 1)), LEASE);
    firings().ended(first.firing().id(), Firing.Status.FAILED, "no");
    Open again = firings().raise(firing(trigger, "k", Map.of("a", 2)), LEASE);
    assertThat(again.firing().id()).isEqualTo(first.firing().id());
    assertThat(again.firing().status()).isEqualTo(Firing.Status.DUE);
    assertThat(again.firing().reason()).isNull();
    assertThat(again.inputs()).isEqualTo(Map.of("a", 2));
  }

  @Test
  void what_is_taken_is_nobody_elses_until_the_lease_ends() {
    Stored trigger = saved(new Source.Webhook(0));
    firings().raiseAll(List.of(firing(trigger, "a", null), firing(trigger, "b", null)));
    firings().raise(firing(trigger, "c", null), LEASE);
    assertThat(firings().take(T0.minusSeconds(1), LEASE, 10)).isEmpty();
    List<Open> taken = firings().take(T0, LEASE, 10);
    assertThat(taken).hasSize(2).allMatch(open -> open.tries() == 1);
    assertThat(firings().take(T0, LEASE, 10)).isEmpty();
    firings().started(taken.getFirst().firing().id(), UUID.randomUUID());
    List<Open> again = firings().take(T0.plus(LEASE), LEASE, 10);
    assertThat(again).hasSize(2).allMatch(open -> open.tries() == 2);
    assertThat(again)
        .extracting(open -> open.firing().id())
        .doesNotContain(taken.getFirst().firing().id());
  }

  @Test
  void inputs_are_pinned_by_the_first_try() {
    Stored trigger = saved(HOURLY);
    firings().raiseAll(List.of(firing(trigger, "a", null)));
    long id = firings().take(T0, LEASE, 1).getFirst().firing().id();
    assertThat(firings().pin(id, Map.of("a", 1))).isEqualTo(Map.of("a", 1));
    assertThat(firings().pin(id, Map.of("a", 2))).isEqualTo(Map.of("a", 1));
  }

  @Test
  void what_has_started_stays_started() {
    Stored trigger = saved(HOURLY);
    UUID execution = UUID.randomUUID();
    Open open = firings().raise(firing(trigger, "a", Map.of()), LEASE);
    firings().started(open.firing().id(), execution);
    firings().ended(open.firing().id(), Firing.Status.FAILED, "late");
    assertThat(firings().byKey(workspace, open.key()).orElseThrow())
        .returns(Firing.Status.STARTED, Firing::status)
        .returns(execution, Firing::executionId);
    assertThat(firings().byKey(other, open.key())).isEmpty();
    assertThat(firings().list(other, trigger.trigger().id(), 999, 10)).isEmpty();
  }

  @Test
  void history_is_newest_first_in_pages() {
    Stored trigger = saved(HOURLY);
    for (String key : List.of("a", "b", "c")) {
      firings().raise(firing(trigger, key, Map.of()), LEASE);
    }
    List<Firing> first = firings().list(workspace, trigger.trigger().id(), Long.MAX_VALUE, 2);
    assertThat(first).hasSize(2).isSortedAccordingTo((a, b) -> Long.compare(b.id(), a.id()));
    assertThat(firings().list(workspace, trigger.trigger().id(), first.getLast().id(), 2))
        .hasSize(1);
  }

  private New asking(Stored trigger) {
    return new New(
        workspace,
        trigger.trigger().id(),
        "asking" + trigger.trigger().id(),
        Firing.Cause.QUEUE,
        null,
        T0,
        Firing.Status.DUE,
        null,
        Map.of(),
        null,
        new ReplyTo("answers", "42"));
  }

  @Test
  void an_outcome_is_owed_until_it_was_sent() {
    New asking = asking(saved(new Source.Queue()));
    Open open = firings().raise(asking, LEASE);
    assertThat(firings().takeReplies(T0, LEASE, 10)).isEmpty();
    firings().ended(open.firing().id(), Firing.Status.FAILED, "no such input");
    List<Owed> taken = firings().takeReplies(T0, LEASE, 10);
    assertThat(taken)
        .singleElement()
        .satisfies(owed -> {
          assertThat(owed.to()).isEqualTo(new ReplyTo("answers", "42"));
          assertThat(owed.reason()).isEqualTo("no such input");
          assertThat(owed.executionId()).isNull();
          assertThat(owed.refused()).isZero();
        });
    assertThat(firings().takeReplies(T0, LEASE, 10)).isEmpty();
    firings().refused(taken.getFirst());
    List<Owed> again = firings().takeReplies(T0.plus(LEASE), LEASE, 10);
    assertThat(again).extracting(Owed::refused).containsExactly(1);
    firings().replied(again.getFirst(), null);
    assertThat(firings().takeReplies(T0.plus(LEASE.multipliedBy(2)), LEASE, 10)).isEmpty();
  }

  /** Who was held up with the first outcome, and sends it after another node has. */
  @Test
  void who_is_late_with_an_outcome_does_not_settle_the_next_one() {
    New asking = asking(saved(new Source.Queue()));
    long id = firings().raise(asking, LEASE).firing().id();
    firings().ended(id, Firing.Status.FAILED, "no such input");
    Owed late = firings().takeReplies(T0, LEASE, 10).getFirst();
    firings().replied(firings().takeReplies(T0.plus(LEASE), LEASE, 10).getFirst(), null);
    firings().raise(asking, LEASE);
    firings().replied(late, null);
    firings().refused(late);
    firings().ended(id, Firing.Status.FAILED, "no such input either");
    assertThat(firings().takeReplies(T0.plus(LEASE.multipliedBy(2)), LEASE, 10))
        .singleElement()
        .satisfies(owed -> {
          assertThat(owed.reason()).isEqualTo("no such input either");
          assertThat(owed.refused()).isZero();
        });
  }
}
