package io.aiops.studio.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import io.aiops.studio.cli.FakeStudio;
import io.aiops.studio.cli.bench.Load.Plan;
import io.aiops.studio.cli.bench.Load.Run;
import io.aiops.studio.cli.console.CommandFailedException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
final class LoadTest {

  private static final String START = "POST /api/v1/executions";
  private static final String STREAM = "GET /api/v1/executions/ended";

  private final FakeStudio studio = new FakeStudio();
  private final BlockingQueue<String> toEnd = new LinkedBlockingQueue<>();
  private final AtomicInteger started = new AtomicInteger();
  private final AtomicInteger inFlight = new AtomicInteger();
  private final AtomicInteger mostInFlight = new AtomicInteger();

  /** What is started ends a moment later, and is told on the stream. */
  @BeforeEach
  void aStudioThatEndsWhatItStarts() {
    studio
        .on(
            START,
            (request, exchange) -> {
              String id = "e" + started.incrementAndGet();
              mostInFlight.accumulateAndGet(inFlight.incrementAndGet(), Math::max);
              FakeStudio.json(201, "{\"id\":\"" + id + "\",\"created\":true}")
                  .to(request, exchange);
              toEnd.add(id);
            })
        .on(STREAM, (request, exchange) -> stream(exchange));
  }

  private void stream(HttpExchange exchange) throws IOException {
    OutputStream out = open(exchange);
    say(out, "watching", "{}");
    try {
      for (String id = toEnd.take(); !id.isEmpty(); id = toEnd.take()) {
        inFlight.decrementAndGet();
        say(out, "ended", "{\"ids\":[\"" + id + "\"]}");
      }
    } catch (InterruptedException e) {
      // The test is over.
      Thread.currentThread().interrupt();
    }
  }

  private static OutputStream open(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
    exchange.sendResponseHeaders(200, 0);
    return exchange.getResponseBody();
  }

  private static void say(OutputStream out, String event, String data) throws IOException {
    out.write(
        (": still here\nevent: " + event + "\ndata: " + data + "\n\n")
            .getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  @AfterEach
  void stop() {
    toEnd.add("");
    studio.close();
  }

  private static Plan plan(int executions, int inFlight, double rate, Duration limit) {
    return new Plan("w", Map.of("word", "x"), executions, inFlight, rate, limit);
  }

  private List<Run> run(Plan plan) {
    try (Wire wire = new Wire(studio.url(), "ast_x")) {
      return new Load(wire, plan).run();
    }
  }

  @Test
  void starts_as_many_as_planned_and_keeps_to_the_number_in_flight() {
    List<Run> runs = run(plan(50, 4, 0, Duration.ofSeconds(20)));
    assertThat(runs).extracting(Run::id).doesNotHaveDuplicates().hasSize(50);
    assertThat(runs).allMatch(run -> run.sent() <= run.accepted() && run.sent() < run.ended());
    assertThat(started).hasValue(50);
    assertThat(mostInFlight.get()).isBetween(1, 4);
    assertThat(studio.requests(START).getFirst().json().path("inputs").path("word").asString())
        .isEqualTo("x");
    assertThat(studio.requests(START).getFirst().header("Authorization")).isEqualTo("Bearer ast_x");
  }

  @Test
  void with_a_rate_it_starts_no_faster_and_counts_from_when_a_start_was_due() {
    long begin = System.nanoTime();
    List<Run> runs = run(plan(20, 20, 100, Duration.ofSeconds(20)));
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofMillis(189));
    assertThat(runs).allMatch(run -> run.due() <= run.sent());
    assertThat(runs.getLast().due() - runs.getFirst().due()).isEqualTo(190_000_000);
  }

  @Test
  void it_stands_still_while_nothing_runs_and_no_execution_waits_for_that() {
    record Stop(long from, long to, int running, int begun) {}
    List<Stop> stops = new ArrayList<>();
    Load.Stops planned =
        new Load.Stops(
            Duration.ofMillis(50),
            Duration.ofMillis(250),
            () -> {
              long from = System.nanoTime();
              int running = inFlight.get();
              int begun = started.get();
              pause();
              stops.add(new Stop(from, System.nanoTime(), running, begun));
            });
    List<Run> runs = new ArrayList<>();
    try (Wire wire = new Wire(studio.url(), "ast_x")) {
      new Load(wire, plan(40, 40, 100, Duration.ofSeconds(20))).run(runs::add, planned);
    }
    assertThat(runs).hasSize(40);
    assertThat(stops).hasSizeGreaterThanOrEqualTo(2).allMatch(stop -> stop.running() == 0);
    assertThat(stops.getFirst().begun()).isEqualTo(5);
    assertThat(stops)
        .allSatisfy(stop ->
            assertThat(runs).allMatch(run -> run.ended() <= stop.from() || run.due() >= stop.to()));
    long stood = stops.stream().mapToLong(stop -> stop.to() - stop.from()).sum();
    assertThat(runs.getLast().due() - runs.getFirst().due()).isGreaterThan(300_000_000 + stood / 2);
  }

  @Test
  void an_end_that_is_heard_before_the_start_was_answered_counts() {
    try (FakeStudio quick = new FakeStudio();
        Wire wire = new Wire(quick.url(), "ast_x")) {
      quick
          .on(STREAM, (request, exchange) -> stream(exchange))
          .on(
              START,
              (request, exchange) -> {
                toEnd.add("quick");
                for (int i = 0; i < 10; i++) {
                  pause();
                }
                FakeStudio.json(201, "{\"id\":\"quick\"}").to(request, exchange);
              });
      List<Run> runs = new Load(wire, plan(1, 1, 0, Duration.ofSeconds(20))).run();
      assertThat(runs).singleElement().matches(run -> run.ended() < run.accepted());
      toEnd.add("");
    }
  }

  /** Long enough for the stream to be first. */
  private void pause() {
    try {
      assertThat(new LinkedBlockingQueue<String>().poll(100, TimeUnit.MILLISECONDS)).isNull();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void executions_that_do_not_end_in_time_are_said() {
    try (FakeStudio silent = new FakeStudio();
        Wire wire = new Wire(silent.url(), "ast_x")) {
      silent
          .on(STREAM, (request, exchange) -> stream(exchange))
          .on(START, FakeStudio.json(201, "{\"id\":\"e1\"}"));
      Load load = new Load(wire, plan(5, 1, 0, Duration.ofMillis(300)));
      assertThatThrownBy(load::run).hasMessageContaining("0 of 5 executions of w ended within");
      toEnd.add("");
    }
  }

  @Test
  void a_refused_start_ends_it_and_says_what_the_server_said() {
    try (FakeStudio strict = new FakeStudio();
        Wire wire = new Wire(strict.url(), "ast_x")) {
      strict
          .on(STREAM, (request, exchange) -> stream(exchange))
          .on(START, FakeStudio.problem(403, "{\"status\":403,\"detail\":\"No.\"}"));
      Load load = new Load(wire, plan(5, 5, 0, Duration.ofSeconds(20)));
      assertThatThrownBy(load::run)
          .isInstanceOf(CommandFailedException.class)
          .hasMessageContaining("403")
          .hasMessageContaining("No.");
      toEnd.add("");
    }
  }

  @Test
  void a_server_that_does_not_tell_what_ended_is_said() {
    try (FakeStudio old = new FakeStudio();
        Wire wire = new Wire(old.url(), "ast_x")) {
      Load load = new Load(wire, plan(5, 5, 0, Duration.ofSeconds(20)));
      assertThatThrownBy(load::run).hasMessageContaining("executions/ended with status 404");
    }
  }

  @Test
  void what_was_missed_ends_it() {
    try (FakeStudio hasty = new FakeStudio();
        Wire wire = new Wire(hasty.url(), "ast_x")) {
      hasty
          .on(
              STREAM,
              (request, exchange) -> {
                OutputStream out = open(exchange);
                say(out, "watching", "{}");
                say(out, "missed", "{}");
                pause();
              })
          .on(START, FakeStudio.json(201, "{\"id\":\"e1\"}"));
      Load load = new Load(wire, plan(5, 5, 0, Duration.ofSeconds(20)));
      assertThatThrownBy(load::run).hasMessageContaining("missed");
    }
  }
}
