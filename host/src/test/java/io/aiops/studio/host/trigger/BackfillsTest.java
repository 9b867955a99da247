package io.aiops.studio.host.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.identity.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What people make up for by hand, and what they cannot. */
class BackfillsTest extends TriggerNodes {

  @Test
  void what_was_missed_goes_by_the_policy_and_a_backfill_makes_up_for_it_once() throws Exception {
    Caller ada = person(UUID.randomUUID());
    save(ada.workspaceId(), "work", NOTHING);
    TestClock clock = new TestClock();
    TriggerParts node = node(ada, clock, e -> e);
    TriggerService service = node.service();
    Instant begin = clock.instant();
    service.save(ada, "skip", every("*/10 * * * *", Missed.SKIP));
    service.save(ada, "once", every("*/10 * * * *", Missed.ONCE));
    service.save(ada, "all", every("*/10 * * * *", Missed.ALL));
    clock.advance(Duration.ofMinutes(65));
    together(List.of(node));
    assertThat(service.firings(ada, "skip", null, 99).items())
        .singleElement()
        .satisfies(firing -> {
          assertThat(firing.status()).isEqualTo(Firing.Status.SKIPPED);
          assertThat(firing.reason()).contains("6 times were missed");
        });
    assertThat(service.firings(ada, "once", null, 99).items())
        .extracting(Firing::status)
        .containsExactlyInAnyOrder(Firing.Status.SKIPPED, Firing.Status.STARTED);
    assertThat(service.firings(ada, "all", null, 99).items())
        .hasSize(6)
        .allMatch(firing -> firing.status() == Firing.Status.STARTED);

    assertThat(service.backfill(ada, "once", begin, clock.instant()))
        .isEqualTo(new TriggerService.Backfilled(6, 1));
    assertThat(service.backfill(ada, "once", begin, clock.instant()))
        .isEqualTo(new TriggerService.Backfilled(0, 7));
    together(List.of(node));
    assertThat(service.firings(ada, "once", null, 99).items())
        .filteredOn(firing -> firing.status() == Firing.Status.STARTED)
        .hasSize(7);
    assertThat(outcomes).contains("SCHEDULE missed 6", "SCHEDULE missed 5");
  }

  @Test
  void a_backfill_fires_once_for_times_that_failed_and_never_again_for_those_that_fired()
      throws Exception {
    Caller ada = person(UUID.randomUUID());
    save(ada.workspaceId(), "work", NOTHING);
    TestClock clock = new TestClock();
    List<Optional<Caller>> standing = new ArrayList<>(List.of(Optional.empty()));
    TriggerParts node = node(standing::getLast, clock, e -> e);
    TriggerService service = node.service();
    service.save(ada, "t", every("* * * * *", Missed.SKIP));
    Instant begin = clock.instant().plusSeconds(1);
    for (int minute = 0; minute < 3; minute++) {
      clock.advance(Duration.ofMinutes(1));
      standing.add(minute == 1 ? Optional.of(ada) : Optional.empty());
      together(List.of(node));
    }
    clock.advance(Duration.ofSeconds(1));
    assertThat(service.firings(ada, "t", null, 9).items())
        .extracting(Firing::status)
        .containsExactly(Firing.Status.FAILED, Firing.Status.STARTED, Firing.Status.FAILED);
    standing.add(Optional.of(ada));
    assertThat(service.backfill(ada, "t", begin, clock.instant()))
        .isEqualTo(new TriggerService.Backfilled(2, 1));
    together(List.of(node));
    assertThat(service.backfill(ada, "t", begin, clock.instant()))
        .isEqualTo(new TriggerService.Backfilled(0, 3));
    together(List.of(node));
    assertThat(service.firings(ada, "t", null, 9).items())
        .allMatch(firing -> firing.status() == Firing.Status.STARTED)
        .extracting(Firing::cause)
        .containsExactly(Firing.Cause.BACKFILL, Firing.Cause.SCHEDULE, Firing.Cause.BACKFILL);
    assertThat(all(ada, "work")).hasSize(3);
  }
}
