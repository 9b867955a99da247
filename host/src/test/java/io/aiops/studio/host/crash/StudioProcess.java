package io.aiops.studio.host.crash;

import io.aiops.studio.api.AgentResult;
import io.aiops.studio.api.CallContext;
import io.aiops.studio.api.Connector;
import io.aiops.studio.api.Message;
import io.aiops.studio.api.ModelProvider;
import io.aiops.studio.api.ModelRequest;
import io.aiops.studio.api.ModelResponse;
import io.aiops.studio.api.PluginException;
import io.aiops.studio.api.Tool;
import io.aiops.studio.host.connection.ConnectionResolver;
import io.aiops.studio.host.definition.Expressions;
import io.aiops.studio.host.definition.InMemoryWorkflowStore;
import io.aiops.studio.host.engine.Definitions;
import io.aiops.studio.host.engine.Engine;
import io.aiops.studio.host.engine.Executions;
import io.aiops.studio.host.engine.Liveness;
import io.aiops.studio.host.engine.Replay;
import io.aiops.studio.host.engine.Sweeper;
import io.aiops.studio.host.event.EventHub;
import io.aiops.studio.host.execution.ExecutionStore;
import io.aiops.studio.host.messaging.EmbeddedBroker;
import io.aiops.studio.host.messaging.JmsTaskQueue;
import io.aiops.studio.host.persistence.Database;
import io.aiops.studio.host.persistence.JdbcExecutionStore;
import io.aiops.studio.host.persistence.JdbcLeases;
import io.aiops.studio.host.persistence.JdbiCallLedger;
import io.aiops.studio.host.persistence.JdbiFileStore;
import io.aiops.studio.host.plugin.FakePlugins;
import io.aiops.studio.host.worker.CallLedger;
import io.aiops.studio.host.worker.LeaseKeeper;
import io.aiops.studio.host.worker.TaskWorker;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * What a node has in memory: engine, worker, and whoever starts executions. It can be cut; then it
 * is thrown away, and another begins on the same database and broker.
 */
final class StudioProcess implements AutoCloseable {

  private static final String URL =
      EmbeddedBroker.URL + "?outgoingInterceptorList=" + CutPackets.class.getName();
  private static final Set<String> WRITES = Set.of("create", "append", "bringUpToDate");

  final Cut cut = new Cut();
  final JmsTaskQueue queue;
  final Executions executions;
  final Sweeper sweeper;
  private final Effects effects;
  private final TaskWorker worker;
  private final JdbiCallLedger ledger;

  StudioProcess(Database database, InMemoryWorkflowStore workflows, Effects effects) {
    this.effects = effects;
    Cut.CURRENT.set(cut);
    Clock clock = Clock.systemUTC();
    ExecutionStore store = cutting(new JdbcExecutionStore(database));
    EventHub hub = new EventHub(store);
    Expressions expressions = new Expressions();
    Definitions definitions = new Definitions(workflows);
    queue = new JmsTaskQueue(URL, "", "", clock);
    ledger = new JdbiCallLedger(database);
    JdbcLeases leases = new JdbcLeases(database);
    sweeper = new Sweeper(store, leases, queue, clock);
    worker =
        new TaskWorker(
            plugins(),
            new AsNamed(),
            new JdbiFileStore(database),
            cutting(ledger),
            new LeaseKeeper(leases, UUID.randomUUID()),
            expressions,
            hub,
            clock,
            20);
    executions =
        new Executions(
            store,
            workflows,
            definitions,
            new Replay(expressions),
            queue,
            (caller, action, subject, details) -> {},
            clock);
    queue.serve(
        new Engine(
            store,
            definitions,
            expressions,
            hub,
            clock,
            100,
            new Liveness(leases, queue::counts, clock)));
    queue.serve(worker, 4, Set.of("default"));
  }

  private ExecutionStore cutting(ExecutionStore store) {
    return (ExecutionStore)
        Proxy.newProxyInstance(
            ExecutionStore.class.getClassLoader(),
            new Class<?>[] {ExecutionStore.class},
            (proxy, method, arguments) -> {
              if (WRITES.contains(method.getName())) {
                cut.pass("database " + method.getName());
              }
              try {
                return method.invoke(store, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  private CallLedger cutting(CallLedger real) {
    return new CallLedger() {
      @Override
      public Optional<Entry> find(Key key) {
        return real.find(key);
      }

      @Override
      public void write(Key key, Entry entry) {
        cut.pass("ledger entry of " + key.step() + " " + key.call());
        real.write(key, entry);
        effects.completed(key.executionId() + "/" + key.step() + "/" + key.call());
      }
    };
  }

  private FakePlugins plugins() {
    ModelProvider model =
        new ModelProvider() {
          @Override
          public ModelResponse generate(ModelRequest request, CallContext context) {
            effects.called(context.idempotencyKey(), request.messages().getLast().text());
            return new ModelResponse("told", List.of(), new ModelResponse.Usage(10, 5), "m1", true);
          }

          @Override
          public List<String> models(CallContext context) {
            return List.of("m1");
          }
        };
    Tool post =
        new Tool(
            "post",
            "Post",
            "",
            "{\"type\":\"object\"}",
            Tool.Effect.IRREVERSIBLE,
            (arguments, context) -> {
              effects.called(context.idempotencyKey(), "post " + arguments.get("text"));
              return "posted";
            });
    Connector connector = () -> List.of(post);
    return new FakePlugins()
        .agent(
            "writer",
            (task, context) -> {
              ModelRequest ask =
                  new ModelRequest(
                      "", List.of(Message.user(task.instruction())), List.of(), Map.of());
              String text = context.generate(ask).text();
              context.call("mail__post", Map.of("text", text));
              return new AgentResult.Completed(context.generate(ask).text());
            })
        .agent(
            "second-time",
            (task, context) -> {
              if (task.attempt() == 1) {
                throw new PluginException(PluginException.Category.UNAVAILABLE, "not yet");
              }
              return new AgentResult.Completed(task.attempt());
            })
        .model("fake", model)
        .connector("mail", connector);
  }

  /** References mean what they say. */
  private static final class AsNamed implements ConnectionResolver {
    @Override
    public Optional<Resolved> tool(UUID workspaceId, String reference) {
      int slash = reference.indexOf('/');
      return Optional.of(
          new Resolved(reference.substring(0, slash), reference.substring(slash + 1), Map.of()));
    }

    @Override
    public Optional<Resolved> model(UUID workspaceId, String reference) {
      return Optional.of(new Resolved("fake", "m1", Map.of()));
    }
  }

  @Override
  public void close() {
    executions.close();
    queue.close();
    worker.close();
    ledger.close();
  }
}
