package io.aiops.studio.host.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.host.trigger.FiringStore.New;
import io.aiops.studio.host.trigger.FiringStore.Open;
import io.aiops.studio.host.trigger.TriggerStore.Stored;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every store makes up for. */
public abstract class BackfillContract extends StoredTriggers {

  @Test
  void what_started_nothing_is_made_up_for_and_what_is_due_or_started_stays_as_it_is() {
    Stored trigger = saved(HOURLY);
    UUID execution = UUID.randomUUID();
    Map<String, Long> ids = new HashMap<>();
    for (String key : List.of("due", "started", "failed", "skipped")) {
      ids.put(key, firings().raise(firing(trigger, key, Map.of("a", 1)), LEASE).firing().id());
    }
    firings().started(ids.get("started"), execution);
    firings().ended(ids.get("failed"), Firing.Status.FAILED, "no such input");
    firings().ended(ids.get("skipped"), Firing.Status.SKIPPED, "switched off");
    UUID who = UUID.randomUUID();
    Instant now = T0.plus(LEASE).plusSeconds(60);
    List<New> all =
        Stream.of("due", "started", "failed", "skipped", "new")
            .map(key -> backfill(trigger, key, now, who))
            .toList();
    assertThat(firings().makeUp(all)).isEqualTo(3);
    assertThat(firings().makeUp(all)).isZero();
    List<Open> open = firings().take(now, LEASE, 10);
    assertThat(open).hasSize(4);
    assertThat(open)
        .filteredOn(each -> each.firing().id() == ids.get("due"))
        .singleElement()
        .returns(Firing.Cause.WEBHOOK, each -> each.firing().cause())
        .returns(Map.of("a", 1), Open::inputs);
    assertThat(open)
        .filteredOn(each -> each.firing().id() != ids.get("due"))
        .allMatch(each -> each.firing().cause() == Firing.Cause.BACKFILL)
        .allMatch(each -> who.equals(each.userId()) && each.inputs() == null)
        .allMatch(each -> each.tries() == 1 && each.firing().raisedAt().equals(now))
        .extracting(each -> each.firing().id())
        .contains(ids.get("failed"), ids.get("skipped"));
    assertThat(firings().byKey(workspace, "started" + trigger.trigger().id()).orElseThrow())
        .returns(Firing.Status.STARTED, Firing::status)
        .returns(execution, Firing::executionId);
  }

  private static New backfill(Stored of, String key, Instant now, UUID who) {
    return new New(
        of.workspaceId(),
        of.trigger().id(),
        key + of.trigger().id(),
        Firing.Cause.BACKFILL,
        now,
        now,
        Firing.Status.DUE,
        null,
        null,
        who,
        null);
  }
}
