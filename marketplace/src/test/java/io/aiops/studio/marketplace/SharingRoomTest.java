package io.aiops.studio.marketplace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.identity.Role;
import io.aiops.studio.host.problem.ConflictException;
import io.aiops.studio.marketplace.sharing.SharedStore;
import io.aiops.studio.marketplace.sharing.Sharing;
import io.aiops.studio.marketplace.template.TemplateFile;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** How much a workspace may share, also if several do at once, and how long it is remembered. */
class SharingRoomTest extends SharingFixture {

  @Test
  void there_is_a_most_of_versions_and_of_bytes() {
    Caller here = RunningMarketplace.caller("bob", Role.BUILDER);
    TemplateFile one = template("team.room", "1.0.0", "# One");
    TemplateFile two = template("team.room", "2.0.0", "# Two");
    Sharing few = sharing.within(new SharedStore.Room(1, 1_000_000, 10));
    few.share(here, one);
    assertThatThrownBy(() -> few.share(here, two))
        .isInstanceOf(ConflictException.class)
        .hasMessageContainingAll("team.room 2.0.0", "at most 1 versions", "take older versions");
    few.share(here, one);
    few.remove(here, "team.room", "1.0.0");
    few.share(here, two);
    Caller elsewhere = RunningMarketplace.caller("bea", Role.BUILDER);
    Sharing small = sharing.within(new SharedStore.Room(10, one.write().length, 10));
    small.share(elsewhere, one);
    assertThatThrownBy(() -> small.share(elsewhere, two)).isInstanceOf(ConflictException.class);
  }

  @Test
  void those_who_share_at_the_same_moment_do_not_pass_the_room_together()
      throws InterruptedException, ExecutionException {
    Caller here = RunningMarketplace.caller("cam", Role.BUILDER);
    Sharing few = sharing.within(new SharedStore.Room(1, 1_000_000, 10));
    CyclicBarrier start = new CyclicBarrier(8);
    AtomicInteger refused = new AtomicInteger();
    List<Callable<Object>> shares = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      TemplateFile file = template("team.rush", i + ".0.0", "# One");
      shares.add(() -> {
        start.await();
        try {
          return few.share(here, file);
        } catch (ConflictException full) {
          return refused.incrementAndGet();
        }
      });
    }
    try (ExecutorService people = Executors.newFixedThreadPool(8)) {
      for (Future<Object> each : people.invokeAll(shares)) {
        each.get();
      }
    }
    assertThat(of(here, "team.rush")).hasSize(1);
    assertThat(refused).hasValue(7);
  }

  @Test
  void of_those_taken_away_the_last_are_known_and_nothing_is_used_up_for_good() {
    Caller here = RunningMarketplace.caller("dot", Role.BUILDER);
    Sharing few = sharing.within(new SharedStore.Room(1, 1_000_000, 2));
    for (int i = 1; i <= 3; i++) {
      few.share(here, template("team.gone", i + ".0.0", "# One"));
      few.remove(here, "team.gone", i + ".0.0");
    }
    for (String version : List.of("2.0.0", "3.0.0")) {
      TemplateFile other = template("team.gone", version, "# Other");
      assertThatThrownBy(() -> few.share(here, other))
          .isInstanceOf(ConflictException.class)
          .hasMessageContaining("higher version");
    }
    few.share(here, template("team.gone", "1.0.0", "# Other"));
    assertThat(of(here, "team.gone")).hasSize(1);
  }
}
