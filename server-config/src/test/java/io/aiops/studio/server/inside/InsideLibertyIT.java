package io.aiops.studio.server.inside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.aiops.studio.host.Health;
import io.aiops.studio.host.Studio;
import io.aiops.studio.host.connection.Connection;
import io.aiops.studio.host.engine.ExecutionService.Started;
import io.aiops.studio.host.problem.ConflictException;
import io.aiops.studio.host.problem.UnavailableException;
import io.aiops.studio.host.query.ExecutionViews.Status;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The engine in the server it is made for, while the database and the broker come and go. */
@ExtendWith(ArquillianExtension.class)
class InsideLibertyIT {

  private static final Path DATA = Path.of(String.valueOf(System.getenv("STUDIO_DATA")));
  private static final int MANY = 50;

  @Inject
  @SuppressWarnings("NullAway.Init")
  private Studio studio;

  @SuppressWarnings("NullAway.Init")
  private Runs runs;

  private final OwnBroker broker = new OwnBroker();

  @Deployment
  static WebArchive product() {
    return Product.with(InsideLibertyIT.class, Runs.class, OwnBroker.class, OwnDatabase.class);
  }

  @BeforeEach
  void signIn() {
    runs = Runs.of(studio, DATA);
  }

  @AfterEach
  void everythingIsUpAgain() {
    await()
        .atMost(Runs.SOON)
        .until(() -> studio.health().parts().stream().allMatch(Health.Part::up) && quiet());
  }

  @Test
  void a_workflow_runs_to_its_end_over_the_queues() {
    runs.save(
        """
        schema: aiops-studio/workflow/v1
        name: queues
        steps:
          - {id: list, kind: transform, expression: "{'items': [1..20]}"}
          - id: each
            kind: forEach
            items: steps.list.output.items
            concurrency: 4
            steps:
              - {id: say, kind: agent, agent: echo, instruction: "number {{ item }}"}
          - {id: pause, kind: wait, duration: PT0.2S}
        edges:
          - {from: list, to: each}
          - {from: each, to: pause}
        """);
    long tasks = broker.added("studio.tasks");
    long commands = broker.added("studio.commands");
    UUID execution = runs.start("queues", Map.of(), "queues").executionId();
    runs.awaitEnd(List.of(execution));
    runs.completedOnce(execution);
    // 21 tasks went out, and the end of the wait came back; the engine beside the broker was told
    // their outcomes and the start.
    assertThat(broker.added("studio.tasks") - tasks).isEqualTo(21);
    assertThat(broker.added("studio.commands") - commands).isEqualTo(1);
    await().atMost(Runs.SOON).until(this::quiet);
    assertThat(broker.depth("studio.dead")).isZero();
  }

  @Test
  void a_key_starts_one_execution_however_often_and_from_wherever_it_comes() throws Exception {
    runs.save(
        """
        schema: aiops-studio/workflow/v1
        name: once
        inputs:
          type: object
          properties:
            n: {type: integer}
        steps:
          - {id: say, kind: agent, agent: echo, instruction: "number {{ inputs.n }}"}
        """);
    List<Future<Started>> answers;
    try (ExecutorService callers = Executors.newFixedThreadPool(16)) {
      answers =
          IntStream.range(0, 64)
              .mapToObj(i -> callers.submit(() -> runs.start("once", Map.of("n", 1), "the key")))
              .toList();
    }
    Set<UUID> ids =
        answers.stream().map(a -> a.resultNow().executionId()).collect(Collectors.toSet());
    assertThat(ids).hasSize(1);
    assertThat(answers.stream().filter(a -> a.resultNow().created())).hasSize(1);
    runs.awaitEnd(List.copyOf(ids));
    runs.completedOnce(ids.iterator().next());
    assertThatThrownBy(() -> runs.start("once", Map.of("n", 2), "the key"))
        .isInstanceOf(ConflictException.class)
        .hasMessageContaining("the key", ids.iterator().next().toString());
  }

  @Test
  void cancelling_reaches_the_call_that_runs() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      studio
          .connections()
          .save(
              runs.caller(),
              Connection.Kind.CONNECTOR,
              "silent",
              "http",
              Map.of("privateAddresses", true),
              null);
      runs.save(
          """
          schema: aiops-studio/workflow/v1
          name: stuck
          steps:
            - {id: call, kind: tool, tool: silent/get, input: {url: "http://localhost:%d/"}}
            - {id: never, kind: agent, agent: echo, instruction: "not reached"}
          edges:
            - {from: call, to: never}
          """
              .formatted(silent.getLocalPort()));
      UUID execution = runs.start("stuck", Map.of(), "stuck").executionId();
      silent.setSoTimeout(60_000);
      try (Socket call = silent.accept()) {
        call.setSoTimeout(60_000);
        assertThat(call.getInputStream().read()).isPositive();
        studio.executions().cancel(runs.caller(), execution);
        // The end of the stream: the task has let go of the call that nobody will ever answer.
        assertThat(readToEnd(call)).isTrue();
      }
      runs.awaitEnd(List.of(execution));
      assertThat(runs.status(execution)).isEqualTo(Status.CANCELLED);
      assertThat(runs.events(execution))
          .noneMatch(event -> "never".equals(event.step()))
          .last()
          .matches(event -> event.type().equals("ExecutionCancelled"));
    }
  }

  @Test
  void executions_go_on_when_the_broker_drops_its_consumers() {
    runs.save(someSteps("dropped"));
    List<UUID> executions = runs.start("dropped", MANY);
    assertThat(ended(executions)).as("not too late").isFalse();
    for (int i = 0; i < 3; i++) {
      long before = broker.added("studio.commands");
      assertThat(broker.dropConsumers()).isPositive();
      await()
          .atMost(Runs.SOON)
          .until(() -> broker.added("studio.commands") > before || ended(executions));
    }
    runs.awaitEnd(executions);
    executions.forEach(runs::completedOnce);
    assertThat(broker.depth("studio.dead")).isZero();
  }

  @Test
  void executions_go_on_when_the_database_drops_its_connections() {
    OwnDatabase database = new OwnDatabase(DATA);
    runs.save(someSteps("disconnected"));
    List<UUID> executions = runs.start("disconnected", MANY);
    assertThat(ended(executions)).as("not too late").isFalse();
    for (int i = 0; i < 3; i++) {
      assertThat(database.dropConnections()).isPositive();
      long before = broker.added("studio.commands");
      await()
          .atMost(Runs.SOON)
          .ignoreException(UnavailableException.class)
          .until(() -> broker.added("studio.commands") > before || ended(executions));
    }
    await()
        .atMost(Runs.SOON)
        .ignoreException(UnavailableException.class)
        .until(() -> ended(executions));
    executions.forEach(runs::completedOnce);
    assertThat(broker.depth("studio.dead")).isZero();
  }

  @Test
  void health_tells_that_the_database_is_away_and_everything_goes_on_when_it_is_back() {
    OwnDatabase database = new OwnDatabase(DATA);
    runs.save(someSteps("outage"));
    List<UUID> executions = runs.start("outage", MANY);
    assertThat(ended(executions)).as("not too late").isFalse();
    database.away();
    try {
      long asked = System.nanoTime();
      Health.Part part = part("database");
      assertThat(part.up()).isFalse();
      assertThat(part.detail()).contains("database does not answer");
      assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(Duration.ofSeconds(3));
      assertThat(part("broker").up()).isTrue();
      assertThatThrownBy(() -> runs.start("outage", Map.of(), "while it is away"))
          .isInstanceOf(UnavailableException.class)
          .hasMessageContaining("try again");
    } finally {
      database.back();
    }
    await().atMost(Runs.SOON).until(() -> part("database").up());
    runs.awaitEnd(executions);
    executions.forEach(runs::completedOnce);
    assertThat(runs.start("outage", Map.of(), "while it is away").created()).isTrue();
  }

  private Health.Part part(String name) {
    return studio.health().parts().stream()
        .filter(part -> part.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private boolean quiet() {
    return broker.depth("studio.tasks") + broker.depth("studio.commands") == 0;
  }

  private boolean ended(List<UUID> executions) {
    // The last first: while it goes on, the others need not be asked.
    return executions.reversed().stream().allMatch(id -> runs.status(id).terminal());
  }

  private static boolean readToEnd(Socket socket) throws IOException {
    byte[] buffer = new byte[4096];
    int read = socket.getInputStream().read(buffer);
    while (read > 0) {
      read = socket.getInputStream().read(buffer);
    }
    return read < 0;
  }

  /** The pause keeps them at work long enough to be disturbed. */
  private static String someSteps(String name) {
    return """
    schema: aiops-studio/workflow/v1
    name: %s
    steps:
      - {id: one, kind: agent, agent: echo, instruction: "first"}
      - {id: pause, kind: wait, duration: PT3S}
      - {id: two, kind: transform, expression: "steps.one.output.text & ' and second'"}
      - {id: three, kind: agent, agent: echo, instruction: "{{ steps.two.output }}"}
    edges:
      - {from: one, to: pause}
      - {from: pause, to: two}
      - {from: two, to: three}
    """
        .formatted(name);
  }
}
