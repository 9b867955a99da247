package io.aiops.studio.host.worker;

import io.aiops.studio.api.CallContext;
import io.aiops.studio.api.FileRef;
import io.aiops.studio.api.Message;
import io.aiops.studio.api.ModelProvider;
import io.aiops.studio.api.ModelRequest;
import io.aiops.studio.api.ModelResponse;
import io.aiops.studio.api.PluginException;
import io.aiops.studio.api.Tool;
import io.aiops.studio.host.connection.ConnectionResolver;
import io.aiops.studio.host.definition.Expressions;
import io.aiops.studio.host.event.EventSink;
import io.aiops.studio.host.execution.ExecutionStore;
import io.aiops.studio.host.execution.ExecutionStore.Append;
import io.aiops.studio.host.execution.InMemoryExecutionStore;
import io.aiops.studio.host.execution.InMemoryLeases;
import io.aiops.studio.host.execution.Leases;
import io.aiops.studio.host.file.FileStore;
import io.aiops.studio.host.identity.TestClock;
import io.aiops.studio.host.plugin.FakePlugins;
import io.aiops.studio.host.problem.NotFoundException;
import io.aiops.studio.host.taskqueue.Command.Outcome;
import io.aiops.studio.host.taskqueue.Command.Result;
import io.aiops.studio.host.taskqueue.SomeTask;
import io.aiops.studio.host.taskqueue.Task;
import io.aiops.studio.host.taskqueue.TaskWaits;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A worker with one model, one connector with one tool, and whatever agents a test gives it. */
final class WorkerBench implements AutoCloseable {

  /** Tasks that run at the same time. */
  static final int MOST = 100;

  /** Several of them are longer than a machine stands that does other things too. */
  private static final Duration BEAT = Duration.ofMillis(400);

  private static final Duration LEASE = Duration.ofSeconds(15);

  static final String SECRET = "sk-7f3a9c-very-secret";
  private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

  final FakePlugins plugins = new FakePlugins();
  final List<String> asked = new CopyOnWriteArrayList<>();
  final List<String> shouted = new CopyOnWriteArrayList<>();

  /** By which the outside knows what was shouted. */
  final List<String> keys = new CopyOnWriteArrayList<>();

  final List<String> progress = new CopyOnWriteArrayList<>();
  final InMemoryCallLedger ledger = new InMemoryCallLedger();
  final ConnectionResolver connections = new Connected();
  final TestClock clock = new TestClock();
  final InMemoryExecutionStore store = new InMemoryExecutionStore();
  final InMemoryLeases leases = new InMemoryLeases(store, clock);
  final TaskWorker worker;
  private final Supplier<LeaseKeeper> keeping;

  WorkerBench() {
    this(UnaryOperator.identity(), BEAT);
  }

  /**
   * @param through stands between the worker and its leases
   */
  WorkerBench(UnaryOperator<Leases> through) {
    this(through, BEAT);
  }

  /**
   * @param through stands between the worker and its leases
   * @param beat of these
   */
  WorkerBench(UnaryOperator<Leases> through, Duration beat) {
    plugins
        .settings("voice", schema())
        .settings("fake", schema())
        .model("fake", model())
        .connector("voice", () -> List.of(tool("shout", this::shout)));
    keeping = () -> new LeaseKeeper(through.apply(leases), UUID.randomUUID(), beat, LEASE);
    worker = another();
  }

  /** Of another node, beside this one. */
  TaskWorker another() {
    return new TaskWorker(
        plugins,
        connections,
        new NoFiles(),
        ledger,
        keeping.get(),
        new Expressions(),
        new Heard(),
        clock,
        MOST,
        true);
  }

  /** As a worker begins with it, in the hands of the test. */
  Attempt attempt(Task task, Lease lease, CallLedger of) {
    return new Attempt(
        task,
        true,
        new ForeignCode.Interruption(),
        lease,
        new TaskFiles(new NoFiles(), clock),
        of,
        new Heard(),
        clock);
  }

  private static Map<String, @Nullable Object> schema() {
    return Map.of("properties", Map.of("key", Map.of("type", "string", "writeOnly", true)));
  }

  private Object shout(Map<String, @Nullable Object> arguments, CallContext context) {
    keys.add(context.idempotencyKey());
    shouted.add(String.valueOf(arguments.get("text")));
    if ("hoarse".equals(arguments.get("text")) && shouted.size() == 1) {
      throw new PluginException(PluginException.Category.UNAVAILABLE, "no voice");
    }
    return Map.of("loud", arguments.get("text") + "!", "n", shouted.size());
  }

  static Tool tool(String name, Tool.Function function) {
    return new Tool(
        name,
        name,
        "",
        "{\"type\":\"object\",\"properties\":{\"text\":{\"type\":\"string\"}}}",
        Tool.Effect.NONE,
        function);
  }

  private ModelProvider model() {
    return new ModelProvider() {
      @Override
      public ModelResponse generate(ModelRequest request, CallContext context) {
        asked.add(request.messages().getLast().text());
        return new ModelResponse(
            "answer " + asked.size(), List.of(), new ModelResponse.Usage(10, 5), "m1", true);
      }

      @Override
      public List<String> models(CallContext context) {
        return List.of("m1");
      }
    };
  }

  static ModelRequest question(String text) {
    return new ModelRequest("", List.of(Message.user(text)), List.of(), Map.of());
  }

  private static SomeTask work(String kind, String target) {
    return SomeTask.of(kind, target).timeoutMillis(120_000).scheduledAt(NOW);
  }

  /** It may use the tool there is. */
  static SomeTask shouting(String agent) {
    return work("agent", agent).tools(List.of("voice/shout"));
  }

  static Task agent(String name) {
    return shouting(name).task();
  }

  static Task agent(String name, Duration timeout) {
    return shouting(name).timeoutMillis(timeout.toMillis()).task();
  }

  static Task agent(String name, TaskWaits waits) {
    return shouting(name).waits(waits).task();
  }

  static Task tool(String reference, Map<String, @Nullable Object> input) {
    return work("tool", reference).input(input).task();
  }

  /** One that has two minutes. */
  static Task tool(String reference, TaskWaits waits) {
    return work("tool", reference).timeoutMillis(120_000).waits(waits).task();
  }

  static Task transform(String expression, Map<String, @Nullable Object> input) {
    return work("transform", expression).input(input).task();
  }

  /** Of an execution that is there, and runs. */
  Task running(Task task) {
    store.create(
        new ExecutionStore.Request(
            task.executionId(),
            task.workspaceId(),
            UUID.randomUUID(),
            "w",
            1,
            Map.of(),
            "ada",
            NOW,
            null,
            "",
            null,
            4));
    return task;
  }

  Result run(Task task) {
    return run(task, false).map(Outcome::result).orElseThrow();
  }

  /** As it comes again after a while, when somebody may have begun with it. */
  Result runAgain(Task task) {
    clock.advance(Duration.ofMinutes(1));
    return run(running(task));
  }

  Optional<Outcome> run(Task task, boolean again) {
    CompletableFuture<Optional<Outcome>> outcome = new CompletableFuture<>();
    worker.run(task, again, outcome::complete);
    return outcome.join();
  }

  @Override
  public void close() {
    worker.close();
  }

  /** References mean what they say; each connection has the secret. */
  private static final class Connected implements ConnectionResolver {
    @Override
    public Optional<Resolved> tool(UUID workspaceId, String reference) {
      int slash = reference.indexOf('/');
      return Optional.of(
          new Resolved(
              reference.substring(0, slash),
              reference.substring(slash + 1),
              Map.of("key", SECRET, "host", "acme.example")));
    }

    @Override
    public Optional<Resolved> model(UUID workspaceId, String reference) {
      return Optional.of(new Resolved("fake", "m1", Map.of("key", SECRET)));
    }
  }

  private final class Heard implements EventSink {
    @Override
    public void appended(Append append) {}

    @Override
    public void progress(UUID workspaceId, UUID executionId, String step, String message) {
      progress.add(message);
    }
  }

  private static final class NoFiles implements FileStore {
    @Override
    public FileRef save(
        UUID workspaceId, String name, String type, InputStream in, String by, Instant at) {
      throw new NotFoundException("file", name);
    }

    @Override
    public FileRef info(UUID workspaceId, String fileId) {
      throw new NotFoundException("file", fileId);
    }

    @Override
    public InputStream open(UUID workspaceId, String fileId) {
      throw new NotFoundException("file", fileId);
    }
  }
}
