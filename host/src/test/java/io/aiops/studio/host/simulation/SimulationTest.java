package io.aiops.studio.host.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.opentest4j.AssertionFailedError;

/**
 * Engine, queue and worker under a seeded scheduler: whatever is lost, doubled, late, out of order
 * or dead, each execution ends in its one right way, nothing recorded changes, and no call that has
 * completed is made again.
 *
 * <p>{@code -Dsimulation.seed=N} runs one schedule and prints it; {@code -Dsimulation.from=N
 * -Dsimulation.schedules=M} runs others than everybody has to pass.
 */
@Timeout(value = 45, unit = TimeUnit.MINUTES)
class SimulationTest {

  /** They say whatever they make up for; here that is all the time. */
  private static final List<Logger> LOUD =
      Stream.of("engine", "messaging", "problem", "worker")
          .map(name -> Logger.getLogger("io.aiops.studio.host." + name))
          .toList();

  private static final Library PLAIN = Library.plain();
  private static final Library WIDE = Library.wide();

  /** One in so many schedules has children, places, pools and undoing. */
  private static final int WIDE_ONE_IN = 4;

  private static final long FROM = Long.getLong("simulation.from", 0);
  private static final long SCHEDULES = Long.getLong("simulation.schedules", 100_000);
  private static final int CAUGHT_WITHIN = 5_000;

  /** Seeds that once failed. */
  private static final List<Long> FOUND = List.of(1_124_528L, 1_127_536L, 1_206_004L, 1_271_368L);

  private final AtomicLong crashes = new AtomicLong();
  private final AtomicLong stale = new AtomicLong();
  private final AtomicLong stood = new AtomicLong();
  private final AtomicLong refused = new AtomicLong();
  private final AtomicLong died = new AtomicLong();
  private final AtomicLong calls = new AtomicLong();
  private final AtomicLong repeated = new AtomicLong();
  private final AtomicLong atOnce = new AtomicLong();
  private final AtomicLong children = new AtomicLong();
  private final AtomicLong disowned = new AtomicLong();
  private final AtomicLong wentOn = new AtomicLong();
  private final AtomicLong plans = new AtomicLong();
  private final AtomicLong undone = new AtomicLong();
  private final AtomicLong granted = new AtomicLong();
  private final AtomicLong admitted = new AtomicLong();

  @BeforeAll
  static void silence() {
    LOUD.forEach(logger -> logger.setLevel(Level.OFF));
  }

  @AfterAll
  static void loud() {
    LOUD.forEach(logger -> logger.setLevel(null));
  }

  @Test
  void every_schedule_ends_well() {
    Long one = Long.getLong("simulation.seed");
    if (one != null) {
      List<String> trace = new ArrayList<>();
      try {
        run(one, EnumSet.noneOf(Rule.class), trace);
      } finally {
        trace.forEach(System.out::println);
      }
      return;
    }
    LongStream.concat(
            LongStream.range(FROM, FROM + SCHEDULES), FOUND.stream().mapToLong(seed -> seed))
        .parallel()
        .forEach(seed -> run(seed, EnumSet.noneOf(Rule.class), null));
    assertThat(crashes.get()).as("crashes").isGreaterThan(SCHEDULES / 4);
    assertThat(stale.get()).as("writes that came too late").isGreaterThan(SCHEDULES / 100);
    assertThat(stood.get()).as("nodes that stood").isGreaterThan(SCHEDULES / 100);
    assertThat(refused.get()).as("attempts another had").isGreaterThan(SCHEDULES / 1_000);
    assertThat(died.get()).as("tasks that died with their broker").isGreaterThan(SCHEDULES / 50);
    assertThat(repeated.get()).as("calls the outside knew").isBetween(1L, calls.get() / 4);
    assertThat(atOnce.get())
        .as("calls two made at the same time")
        .isLessThanOrEqualTo(SCHEDULES / 5_000);
    assertThat(children.get()).as("children").isGreaterThan(SCHEDULES / 20);
    assertThat(disowned.get()).as("children nobody waited for").isGreaterThan(SCHEDULES / 1_000);
    assertThat(wentOn.get()).as("that went on from another").isGreaterThan(SCHEDULES / 10_000);
    assertThat(plans.get()).as("plans").isGreaterThan(SCHEDULES / 50);
    assertThat(undone.get()).as("steps undone").isGreaterThan(SCHEDULES / 100);
    assertThat(granted.get()).as("places given").isGreaterThan(SCHEDULES / 20);
    assertThat(admitted.get()).as("places at connections").isGreaterThan(SCHEDULES / 20);
  }

  @ParameterizedTest
  @EnumSource(Rule.class)
  void a_rule_that_is_missing_is_missed(Rule rule) {
    Set<Rule> without = EnumSet.of(rule);
    assertThatThrownBy(() ->
            LongStream.range(0, CAUGHT_WITHIN).parallel().forEach(seed -> run(seed, without, null)))
        .hasStackTraceContaining("simulation.seed=");
  }

  private void run(long seed, Set<Rule> without, List<String> trace) {
    try {
      World world = new World(seed, seed % WIDE_ONE_IN == 0 ? WIDE : PLAIN, without, trace);
      world.run();
      crashes.addAndGet(world.tally.crashes);
      stale.addAndGet(world.tally.stale);
      stood.addAndGet(world.tally.stood);
      refused.addAndGet(world.tally.refused);
      died.addAndGet(world.tally.died());
      calls.addAndGet(world.outside.calls());
      repeated.addAndGet(world.outside.repeated());
      atOnce.addAndGet(world.outside.atOnce());
      children.addAndGet(world.tally.children());
      disowned.addAndGet(world.tally.disowned());
      wentOn.addAndGet(world.tally.wentOn());
      plans.addAndGet(world.tally.plans());
      undone.addAndGet(world.tally.undone());
      granted.addAndGet(world.tally.granted);
      admitted.addAndGet(world.tally.admitted);
    } catch (RuntimeException | AssertionError e) {
      throw new AssertionFailedError(
          "replay with -Dsimulation.seed=" + seed + ": " + e.getMessage(), e);
    }
  }
}
