package io.aiops.studio.host;

import io.aiops.studio.host.engine.BuryingEngine;
import io.aiops.studio.host.engine.DeadLetters;
import io.aiops.studio.host.engine.Engine;
import io.aiops.studio.host.engine.Executions;
import io.aiops.studio.host.engine.Grantor;
import io.aiops.studio.host.engine.Liveness;
import io.aiops.studio.host.engine.Replay;
import io.aiops.studio.host.messaging.ArtemisTaskQueue;
import io.aiops.studio.host.node.NodeRole;
import io.aiops.studio.host.persistence.JdbcLeases;
import io.aiops.studio.host.persistence.JdbiDeadLetterStore;
import io.aiops.studio.host.persistence.JdbiLimitStore;
import io.aiops.studio.host.persistence.JdbiPlaceStore;

/** What moves executions on. */
record EngineRoom(
    JdbiPlaceStore places, Grantor grantor, Executions executions, DeadLetters deadLetters) {

  static EngineRoom open(Ground ground, DefinitionRoom definitions, EventRoom events) {
    ArtemisTaskQueue queue = ground.queue();
    JdbiPlaceStore places = new JdbiPlaceStore(ground.database());
    Grantor grantor =
        ground.keep(
            new Grantor(
                new JdbiLimitStore(ground.database()),
                places,
                queue::post,
                ground.audit(),
                ground.config().executions()));
    events.hub().listen(grantor::appended);
    Executions executions =
        ground.keep(
            new Executions(
                events.log(),
                definitions.store(),
                definitions.definitions(),
                new Replay(definitions.expressions()),
                queue,
                ground.audit(),
                grantor::bounded,
                ground.clock()));
    DeadLetters deadLetters =
        new DeadLetters(
            new JdbiDeadLetterStore(ground.database()),
            events.log(),
            queue::send,
            ground.audit(),
            ground.clock());
    return new EngineRoom(places, grantor, executions, deadLetters);
  }

  /** Takes commands from now on, if this node does. */
  void serve(Ground ground, DefinitionRoom definitions, EventRoom events, JdbcLeases leases) {
    ArtemisTaskQueue queue = ground.queue();
    if (ground.is(NodeRole.ENGINE)) {
      Engine engine =
          new Engine(
              events.log(),
              definitions.definitions(),
              definitions.expressions(),
              events.hub(),
              ground.clock(),
              ground.config().cachedExecutions(),
              new Liveness(leases, queue::counts, queue.begun(), ground.clock()));
      events
          .metrics()
          .watch(
              "studio.outcomes.late",
              "Outcomes that changed nothing: run twice, or ended before",
              engine,
              Engine::late);
      events
          .metrics()
          .watch(
              "studio.tasks.sent.again", "Tasks that were with nobody", engine, Engine::sentAgain);
      queue.serve(new BuryingEngine(engine, deadLetters));
    }
  }
}
