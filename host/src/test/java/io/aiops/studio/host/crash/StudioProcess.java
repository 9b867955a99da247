package io.aiops.studio.host.crash;

import io.aiops.studio.host.approval.Alone;
import io.aiops.studio.host.approval.ApprovalStore;
import io.aiops.studio.host.approval.Approvals;
import io.aiops.studio.host.blob.BlobStore;
import io.aiops.studio.host.connection.AsNamed;
import io.aiops.studio.host.connection.Connection;
import io.aiops.studio.host.connection.ConnectionResolver;
import io.aiops.studio.host.connection.ConnectionStore.Stored;
import io.aiops.studio.host.definition.Workshop;
import io.aiops.studio.host.engine.BuryingEngine;
import io.aiops.studio.host.engine.DeadLetters;
import io.aiops.studio.host.engine.Grantor;
import io.aiops.studio.host.engine.SignalGate;
import io.aiops.studio.host.engine.TestNode;
import io.aiops.studio.host.execution.DeadLetterStore;
import io.aiops.studio.host.execution.ExecutionStore;
import io.aiops.studio.host.execution.Leases;
import io.aiops.studio.host.execution.LimitStore;
import io.aiops.studio.host.execution.PlaceStore;
import io.aiops.studio.host.messaging.ArtemisTaskQueue;
import io.aiops.studio.host.messaging.CutSessions;
import io.aiops.studio.host.messaging.EmbeddedBroker;
import io.aiops.studio.host.messaging.JmsOutsideQueue;
import io.aiops.studio.host.persistence.Database;
import io.aiops.studio.host.persistence.JdbcBlobStore;
import io.aiops.studio.host.persistence.JdbcExecutionStore;
import io.aiops.studio.host.persistence.JdbiApprovalStore;
import io.aiops.studio.host.persistence.JdbiConnectionStore;
import io.aiops.studio.host.persistence.JdbiDeadLetterStore;
import io.aiops.studio.host.persistence.JdbiLimitStore;
import io.aiops.studio.host.persistence.JdbiPlaceStore;
import io.aiops.studio.host.trigger.CutTriggers;
import io.aiops.studio.host.worker.CallLedger;
import io.aiops.studio.host.worker.LeaseKeeper;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a node has in memory: engine, worker, and whoever starts executions. It can be cut; then it
 * is thrown away, and another begins on the same database and broker.
 */
final class StudioProcess implements AutoCloseable {

  private static final String URL =
      EmbeddedBroker.URL + "?outgoingInterceptorList=" + CutPackets.class.getName();

  /** Only one process lives at a time: who comes next need not wait long. */
  private static final Duration BEAT = Duration.ofMillis(25);

  private static final Duration LEASE = Duration.ofSeconds(1);
  private static final Set<String> WRITES = Set.of("create", "append", "bringUpToDate");
  private static final Set<String> LETTER_WRITES = Set.of("keep", "edit", "remove");

  final Cut cut = new Cut();
  final Occasions occasions;
  final TestNode node;
  final Approvals approvals;
  final SignalGate signals;
  final DeadLetters letters;
  private final Effects effects;
  private final Grantor grantor;
  private final Supplier<CutTriggers> startingTriggers;
  private @Nullable CutTriggers triggers;

  /**
   * @param occasions what comes from outside
   * @param inside the broker, if the process has it in itself; null: it is connected to it
   */
  StudioProcess(
      Database database,
      Workshop workshop,
      Effects effects,
      Occasions occasions,
      @Nullable EmbeddedBroker inside) {
    Clock clock = Clock.systemUTC();
    this.effects = effects;
    this.occasions = occasions;
    Cut.CURRENT.set(cut);
    ArtemisTaskQueue queue =
        inside == null
            ? new ArtemisTaskQueue(URL, "", "", clock)
            : CutSessions.queue(inside, cut::pass, clock);
    node =
        new TestNode(
            database,
            workshop,
            queue,
            clock,
            store ->
                cut.port(
                    ExecutionStore.class, log(database), (name, given) -> WRITES.contains(name)));
    approvals =
        new Approvals(
            cut.port(
                ApprovalStore.class,
                new JdbiApprovalStore(database),
                (name, given) -> name.equals("claim")),
            new Alone(),
            queue::send,
            new byte[32],
            (caller, action, subject, details) -> {},
            clock);
    signals = new SignalGate(node.store, queue::send, (caller, action, subject, details) -> {});
    LimitStore limits = new JdbiLimitStore(database);
    PlaceStore places = new JdbiPlaceStore(database);
    grantor =
        new Grantor(
            cut.port(LimitStore.class, limits, (name, given) -> grants(workshop, limits, name)),
            cut.port(PlaceStore.class, places, (name, given) -> grants(workshop, places, name)),
            queue::post,
            (caller, action, subject, details) -> {},
            0);
    startingTriggers =
        () ->
            new CutTriggers(
                node,
                workshop,
                TriggerCuts.triggers(cut, database),
                TriggerCuts.firings(cut, database),
                new JmsOutsideQueue(URL, "", ""),
                occasions.clock);
    node.hub.listen(grantor::appended);
    grantor.run();
    letters =
        new DeadLetters(
            cut.port(
                DeadLetterStore.class,
                new JdbiDeadLetterStore(database),
                (name, given) -> LETTER_WRITES.contains(name)),
            node.store,
            queue::send,
            (caller, action, subject, details) -> {},
            clock);
    queue.serve(new BuryingEngine(new OddEngine(node.engine()), letters));
    queue.serve(
        node.worker(
            Outside.plugins(effects),
            new OneDesk(desk(database, workshop)),
            this::cutting,
            new LeaseKeeper(whileAlive(node.leases), UUID.randomUUID(), BEAT, LEASE)),
        4,
        Set.of("default"));
  }

  /** Large values are written apart, before the events that have them. */
  private ExecutionStore log(Database database) {
    return new JdbcExecutionStore(
        database,
        cut.port(
            BlobStore.class, new JdbcBlobStore(database), (name, given) -> name.equals("put")));
  }

  /** Looking for somebody to give a place to leaves nothing behind if there is nobody. */
  private static boolean grants(Workshop workshop, LimitStore limits, String method) {
    return method.equals("grant") && limits.standing(workshop.ada.workspaceId()).waiting() > 0;
  }

  private static boolean grants(Workshop workshop, PlaceStore places, String method) {
    return method.equals("grant")
        && places.standing(workshop.ada.workspaceId()).stream().anyMatch(at -> at.waiting() > 0);
  }

  /** The id of a connection that takes one call at a time. */
  private static UUID desk(Database database, Workshop workshop) {
    UUID workspaceId = workshop.ada.workspaceId();
    UUID id = new UUID(workspaceId.getMostSignificantBits(), 1);
    new JdbiConnectionStore(database)
        .save(
            workspaceId,
            new Stored(
                id, Connection.Kind.CONNECTOR, "desk", "mail", Map.of(), 1, Instant.EPOCH, "ada"));
    return id;
  }

  /** The desk is where mail is posted too; all else is as it is named. */
  private record OneDesk(UUID id) implements ConnectionResolver {
    private static final ConnectionResolver REST = new AsNamed();

    @Override
    public Optional<Resolved> tool(UUID workspaceId, String reference) {
      return reference.equals("desk/post")
          ? Optional.of(new Resolved("mail", "post", Map.of(), new Bounded(id, "desk")))
          : REST.tool(workspaceId, reference);
    }

    @Override
    public Optional<Resolved> model(UUID workspaceId, String reference) {
      return REST.model(workspaceId, reference);
    }
  }

  /** The dead renew nothing, and release nothing. */
  private Leases whileAlive(Leases real) {
    return (Leases)
        Proxy.newProxyInstance(
            Leases.class.getClassLoader(),
            new Class<?>[] {Leases.class},
            (proxy, method, arguments) -> {
              if (!cut.dead()) {
                return Cut.reached(real, method, arguments);
              }
              if (method.getName().equals("release")) {
                // It is closed, which the dead are not; its leases run out as theirs do.
                return null;
              }
              throw new Cut.DeadException("lease " + method.getName());
            });
  }

  private CallLedger cutting(CallLedger real) {
    return new CallLedger() {
      @Override
      public Optional<Entry> find(Key key, int since) {
        return real.find(key, since);
      }

      @Override
      public Entry write(Key key, Entry entry) {
        cut.pass("ledger entry of " + key.step() + " " + key.requestHash().substring(0, 4));
        Entry kept = real.write(key, entry);
        effects.completed(
            "%s/%s/%s.%d"
                .formatted(
                    key.executionId(),
                    key.step(),
                    key.requestHash().substring(0, 32),
                    key.occurrence()));
        return kept;
      }
    };
  }

  /** What starts executions by itself, from the first time that somebody asks for it. */
  CutTriggers triggers() {
    CutTriggers running = triggers;
    if (running == null) {
      running = startingTriggers.get();
      triggers = running;
    }
    return running;
  }

  /** As a node does every few seconds. */
  void repair() {
    node.sweeper.sweep();
    node.promises.keep();
    approvals.repair();
  }

  @Override
  public void close() throws Exception {
    CutTriggers running = triggers;
    if (running != null && cut.dead()) {
      // It would wait for answers of the broker that the dead do not get.
      Thread.ofPlatform().daemon().name("dead-triggers").start(running::close);
    } else if (running != null) {
      running.close();
    }
    grantor.close();
    node.close();
  }
}
