package io.aiops.studio.cli.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.cli.FakeStudio;
import io.aiops.studio.cli.server.Api;
import io.aiops.studio.cli.server.Token;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;

/** What a run makes of executions that end wrong, are forgotten, or never end. */
final class FlightTest {

  private static final String ID = "01a2234f-48fb-7610-bff0-c5bf556647c7";

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final Book book = new Book();

  @Test
  void one_that_ends_as_it_should_with_every_call_made_is_right() throws InterruptedException {
    allCalls();
    Flight flight = flown("COMPLETED", "noted", PATIENCE);
    assertThat(flight.wrong()).isEmpty();
    assertThat(flight.ended()).hasSize(1).allMatch(Flight.Ended::right);
  }

  @Test
  void one_that_completes_without_its_effects_is_wrong() throws InterruptedException {
    Flight flight = flown("COMPLETED", "noted", PATIENCE);
    assertThat(flight.wrong()).hasSize(1);
    assertThat(flight.ended()).hasSize(1).noneMatch(Flight.Ended::right);
  }

  @Test
  void one_that_fails_or_answers_something_else_is_wrong() throws InterruptedException {
    allCalls();
    assertThat(flown("FAILED", "noted", PATIENCE).wrong())
        .containsExactly("Execution " + ID + " is FAILED; expected COMPLETED.");
    assertThat(flown("COMPLETED", "else", PATIENCE).wrong()).hasSize(1);
  }

  @Test
  void one_that_does_not_end_in_time_is_named() throws InterruptedException {
    Flight flight = flown("RUNNING", "", Duration.ofMillis(1_500));
    assertThat(flight.wrong()).containsExactly("Execution " + ID + " (start 0) has not ended.");
    assertThat(flight.over()).isFalse();
    assertThat(flight.done()).as("what breaks has to stop").isTrue();
  }

  private void allCalls() {
    for (Stage stage : EnumSet.complementOf(EnumSet.of(Stage.UNDO))) {
      book.write(ID, stage, "k" + stage);
    }
  }

  private Flight flown(String status, String answer, Duration limit) throws InterruptedException {
    try (FakeStudio studio = new FakeStudio()) {
      String summary =
          "{\"id\":\"%s\",\"status\":\"%s\",\"createdAt\":\"%s\"}"
              .formatted(ID, status, Instant.now());
      studio.on("POST /api/v1/executions", FakeStudio.json(201, "{\"id\":\"" + ID + "\"}"));
      studio.on("POST /api/v1/executions/" + ID + "/signals", FakeStudio.json(202, "{}"));
      studio.on("GET /api/v1/approvals", FakeStudio.json(200, "{\"items\":[]}"));
      studio.on("GET /api/v1/executions", FakeStudio.json(200, "{\"items\":[" + summary + "]}"));
      studio.on(
          "GET /api/v1/executions/" + ID,
          FakeStudio.json(
              200, "{\"summary\":%s,\"output\":{\"answer\":\"%s\"}}".formatted(summary, answer)));
      try (Api api = new Api(studio.url(), Token.given("ast_test"))) {
        Flight flight =
            new Flight(
                api, new Flight.Plan(1, 1, 0, 1, limit), book, duration -> Thread.onSpinWait());
        flight.run();
        return flight;
      }
    }
  }
}
