package io.aiops.studio.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import io.aiops.studio.cli.FakeStudio;
import io.aiops.studio.cli.bench.Load.Plan;
import io.aiops.studio.cli.bench.Load.Start;
import io.aiops.studio.cli.server.Api;
import io.aiops.studio.cli.server.Pause;
import io.aiops.studio.cli.server.RefusedException;
import io.aiops.studio.cli.server.Token;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class LoadTest {

  private final FakeStudio studio = new FakeStudio();
  private final Api api = new Api(studio.url(), Token.in(Path.of("nowhere")));
  private final AtomicInteger started = new AtomicInteger();
  private final AtomicInteger ended = new AtomicInteger(1_000);
  private final AtomicInteger mostInFlight = new AtomicInteger();

  /** All that were started have ended when the counters are read again. */
  @BeforeEach
  void aStudioThatEndsWhatItStarts() {
    studio
        .on(
            "POST /api/v1/executions",
            (request, exchange) -> {
              int number = started.incrementAndGet();
              mostInFlight.accumulateAndGet(number - (ended.get() - 1_000), Math::max);
              FakeStudio.json(201, "{\"id\":\"e" + number + "\",\"created\":true}")
                  .to(request, exchange);
            })
        .on("GET /metrics", this::metrics);
  }

  private void metrics(FakeStudio.Request request, HttpExchange exchange) throws IOException {
    ended.set(1_000 + started.get());
    FakeStudio.text(
            200,
            "text/plain",
            """
            # TYPE studio_executions_ended_total counter
            studio_executions_ended_total{outcome="completed"} %d.0
            studio_executions_ended_total{outcome="failed"} 7.0
            studio_executions_started_total 5.0
            """
                .formatted(ended.get()))
        .to(request, exchange);
  }

  @AfterEach
  void stop() {
    api.close();
    studio.close();
  }

  private Map<String, Start> run(Plan plan) throws InterruptedException {
    return new Load(api, new FiveSteps(api), Pause.real(), plan).run();
  }

  @Test
  void starts_as_many_as_planned_and_keeps_to_the_number_in_flight() throws InterruptedException {
    assertThat(run(new Plan(50, 4, 0, Duration.ofSeconds(20)))).hasSize(50);
    assertThat(started).hasValue(50);
    assertThat(mostInFlight.get()).isBetween(1, 4);
  }

  @Test
  void with_a_rate_it_starts_no_faster() throws InterruptedException {
    long begin = System.nanoTime();
    assertThat(run(new Plan(20, 20, 100, Duration.ofSeconds(20)))).hasSize(20);
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofMillis(189));
  }

  @Test
  void executions_that_do_not_end_in_time_are_said() {
    studio.on("GET /metrics", FakeStudio.text(200, "text/plain", "nothing 1.0\n"));
    assertThatThrownBy(() -> run(new Plan(5, 1, 0, Duration.ofMillis(300))))
        .hasMessageContaining("did not end within");
  }

  @Test
  void a_refused_start_ends_it() {
    try (FakeStudio strict = new FakeStudio();
        Api refused = new Api(strict.url(), Token.in(Path.of("nowhere")))) {
      strict
          .on("GET /metrics", FakeStudio.text(200, "text/plain", ""))
          .on(
              "POST /api/v1/executions",
              FakeStudio.problem(403, "{\"status\":403,\"detail\":\"No.\"}"));
      Plan plan = new Plan(5, 5, 0, Duration.ofSeconds(20));
      assertThatThrownBy(() -> new Load(refused, new FiveSteps(refused), Pause.real(), plan).run())
          .isInstanceOf(RefusedException.class);
    }
  }

  @Test
  void what_it_came_to_is_read_from_the_server() {
    studio
        .on(
            "GET /api/v1/executions",
            FakeStudio.json(
                200,
                "{\"items\":["
                    + summary("e2", "COMPLETED", "00.200", "00.300")
                    + ","
                    + summary("other", "COMPLETED", "00.000", "09.000")
                    + "],\"next\":\"n\"}"))
        .on(
            "GET /api/v1/executions",
            FakeStudio.json(
                200,
                "{\"items\":[" + summary("e1", "FAILED", "00.000", "00.500") + "],\"next\":null}"));
    Measured measured =
        Measured.of(
            api,
            Map.of(
                "e1", new Start(Duration.ofMillis(10), Duration.ofMillis(3)),
                "e2", new Start(Duration.ZERO, Duration.ofMillis(2))));
    Map<String, Object> line = measured.line(new Plan(2, 2, 0, Duration.ofSeconds(1)));
    assertThat(line)
        .containsEntry("executions", 2)
        .containsEntry("failed", 1)
        .containsEntry("seconds", 0.5)
        .containsEntry("stepsPerSecond", 20.0)
        .containsEntry("p50Millis", 100.0)
        .containsEntry("p99Millis", 510.0)
        .containsEntry("startP99Millis", 3.0);
  }

  private static String summary(String id, String status, String from, String to) {
    return "{\"id\":\"%s\",\"status\":\"%s\",\"createdAt\":\"2026-11-25T12:00:%sZ\",\"endedAt\":\"2026-11-25T12:00:%sZ\"}"
        .formatted(id, status, from, to);
  }
}
