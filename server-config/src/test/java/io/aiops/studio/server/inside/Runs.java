package io.aiops.studio.server.inside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.aiops.studio.host.Studio;
import io.aiops.studio.host.engine.ExecutionService.StartRequest;
import io.aiops.studio.host.engine.ExecutionService.Started;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.identity.IdentityService.SignIn;
import io.aiops.studio.host.query.ExecutionViews.Detail;
import io.aiops.studio.host.query.ExecutionViews.Event;
import io.aiops.studio.host.query.ExecutionViews.Status;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** What a test does with the studio as its administrator. */
record Runs(Studio studio, Caller caller) {

  static final Duration SOON = Duration.ofSeconds(60);
  private static final int PAGE = 1000;

  static Runs of(Studio studio, Path data) {
    try {
      List<String> signIn = Files.readAllLines(data.resolve("first-sign-in.txt"));
      String password = signIn.getLast().replaceFirst("password: ", "");
      SignIn answer = studio.identity().signIn("admin", password, "127.0.0.1");
      assertThat(answer).isInstanceOf(SignIn.Accepted.class);
      return new Runs(studio, ((SignIn.Accepted) answer).caller());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Saves it if that has not been done. */
  void save(String text) {
    studio.workflows().save(caller, text, null);
  }

  Started start(String workflow, Map<String, Object> inputs, String key) {
    return studio.executions().start(caller, new StartRequest(workflow, null, inputs, key));
  }

  List<UUID> start(String workflow, int count) {
    return IntStream.range(0, count)
        .mapToObj(n -> start(workflow, Map.of(), workflow + "-" + n).executionId())
        .toList();
  }

  Status status(UUID execution) {
    return detail(execution).summary().status();
  }

  Detail detail(UUID execution) {
    return studio.query().get(caller, execution);
  }

  void awaitEnd(List<UUID> executions) {
    await()
        .atMost(SOON)
        .pollInterval(Duration.ofMillis(200))
        .until(() -> executions.stream().allMatch(id -> status(id).terminal()));
  }

  List<Event> events(UUID execution) {
    return studio.query().events(caller, execution, 0, PAGE).items();
  }

  /** It completed, its events follow on each other, and each step was recorded as done once. */
  void completedOnce(UUID execution) {
    Detail detail = detail(execution);
    assertThat(detail.summary().status())
        .as("%s %s", execution, detail.summary().failure())
        .isEqualTo(Status.COMPLETED);
    List<Event> events = events(execution);
    assertThat(events)
        .extracting(Event::sequence)
        .containsExactlyElementsOf(LongStream.rangeClosed(1, events.size()).boxed().toList());
    assertThat(events.getFirst().type()).isEqualTo("ExecutionStarted");
    assertThat(events.getLast().type()).isEqualTo("ExecutionCompleted");
    Set<String> done = new HashSet<>();
    for (Event event : events) {
      if (event.type().equals("StepCompleted")) {
        assertThat(done.add(event.step())).as("%s is done once", event.step()).isTrue();
      }
    }
    assertThat(done).isNotEmpty();
  }
}
