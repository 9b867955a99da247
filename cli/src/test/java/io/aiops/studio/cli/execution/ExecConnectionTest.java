package io.aiops.studio.cli.execution;

import static io.aiops.studio.cli.FakeStudio.cut;
import static io.aiops.studio.cli.FakeStudio.hangUp;
import static io.aiops.studio.cli.FakeStudio.json;
import static io.aiops.studio.cli.FakeStudio.problem;
import static io.aiops.studio.cli.FakeStudio.stream;
import static io.aiops.studio.cli.FakeStudio.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.cli.CommandLineRun;
import io.aiops.studio.cli.FakeStudio;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The connection is lost in the middle, and the execution is followed to its end. */
final class ExecConnectionTest {

  @TempDir Path folder;
  @AutoClose private Triage triage;

  @BeforeEach
  void open() {
    triage = new Triage(folder);
  }

  @Test
  void goes_on_after_the_last_event_it_has_seen() {
    triage
        .studio()
        .on(
            Script.EVENTS,
            stream(Script.STARTED, Script.SCHEDULED, Script.COMPLETED.substring(0, 40)))
        .on(Script.EVENTS, stream(Script.COMPLETED, Script.ended("\"done\""), Script.END));
    CommandLineRun run = triage.exec();
    assertThat(run.code()).isZero();
    assertThat(run.out()).isEqualTo("done\n");
    assertThat(triage.studio().requests(Script.EVENTS))
        .extracting(request -> request.header("Last-Event-ID"))
        .containsExactly(null, "2");
    assertThat(run.err()).contains("connection is lost").contains("Connected again.");
  }

  /** How much of what came just before a cut is seen is up to the network. */
  @Test
  void shows_each_event_once_however_often_the_connection_is_cut() {
    List<String> log =
        List.of(Script.STARTED, Script.SCHEDULED, Script.COMPLETED, Script.ended("\"done\""));
    for (int cut = 1; cut < log.size(); cut++) {
      int sent = cut;
      triage
          .studio()
          .on(
              Script.EVENTS,
              (request, exchange) -> cut(after(log, request, sent)).to(request, exchange));
    }
    triage
        .studio()
        .on(
            Script.EVENTS,
            (request, exchange) -> stream(after(log, request, log.size())).to(request, exchange));
    CommandLineRun run = triage.exec();
    assertThat(run.code()).isZero();
    assertThat(triage.studio().requests(Script.EVENTS)).hasSize(log.size());
    assertThat(run.err().lines().map(line -> line.replaceAll("\\s+", " ")))
        .filteredOn(line -> line.startsWith("1") || line.startsWith("0") || line.startsWith("2"))
        .hasSize(log.size());
  }

  private static String[] after(List<String> log, FakeStudio.Request request, int until) {
    String last = request.header("Last-Event-ID");
    int from = last == null ? 0 : Integer.parseInt(last);
    return log.subList(Math.min(from, until), until).toArray(String[]::new);
  }

  @Test
  void goes_on_while_a_restarting_server_answers_nonsense_first() {
    triage
        .studio()
        .on(Script.EVENTS, cut(Script.STARTED))
        .on(Script.EVENTS, hangUp())
        .on(Script.EVENTS, text(404, "text/html", "<h1>Context Root Not Found</h1>"))
        .on(Script.EVENTS, problem(503, "{\"status\":503,\"detail\":\"Not ready.\"}"))
        .on(Script.EVENTS, problem(401, "{\"status\":401,\"detail\":\"Unknown token.\"}"))
        .on(Script.EVENTS, stream(Script.ended("\"done\""), Script.END));
    CommandLineRun run = triage.exec();
    assertThat(run.code()).isZero();
    assertThat(run.out()).isEqualTo("done\n");
    assertThat(run.err().lines().filter(line -> line.contains("connection is lost"))).hasSize(1);
  }

  @Test
  void a_start_whose_answer_is_lost_is_asked_again_with_the_same_key() {
    try (FakeStudio flaky = new FakeStudio()) {
      flaky
          .on("GET /api/v1/workflows/triage", Triage.workflow())
          .on(Triage.START, text(502, "text/html", "<h1>Bad gateway</h1>"))
          .on(Triage.START, json(200, "{\"id\":\"" + Script.ID + "\",\"created\":false}"))
          .on(Script.EVENTS, stream(Script.STARTED, Script.ended("null")));
      assertThat(CommandLineRun.of(flaky.url(), folder, "exec", "triage").code()).isZero();
      List<FakeStudio.Request> starts = flaky.requests(Triage.START);
      assertThat(starts).hasSize(2);
      assertThat(starts.getFirst().header("Idempotency-Key"))
          .isNotBlank()
          .isEqualTo(starts.getLast().header("Idempotency-Key"));
    }
  }
}
