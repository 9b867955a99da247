package io.aiops.studio.host;

import io.aiops.studio.host.approval.Approvals;
import io.aiops.studio.host.engine.Forgotten;
import io.aiops.studio.host.engine.Lookout;
import io.aiops.studio.host.engine.Promises;
import io.aiops.studio.host.engine.Sweeper;
import io.aiops.studio.host.messaging.ArtemisTaskQueue;
import io.aiops.studio.host.persistence.JdbcLeases;
import io.aiops.studio.host.persistence.JdbiApprovalStore;
import io.aiops.studio.host.persistence.JdbiFiringStore;
import io.aiops.studio.host.persistence.JdbiRetentionStore;
import io.aiops.studio.host.persistence.JdbiUnwatched;
import io.aiops.studio.host.retention.Retentions;
import java.time.Clock;
import java.time.Duration;

/** What looks after executions from time to time: what was lost, what is owed, what may go. */
record UpkeepRoom(Approvals approvals, Retentions retentions, Forgotten forgotten, Repair repair) {

  static UpkeepRoom open(
      Ground ground,
      DefinitionRoom definitions,
      EventRoom events,
      JdbcLeases leases,
      Members members) {
    ArtemisTaskQueue queue = ground.queue();
    Clock clock = ground.clock();
    Approvals approvals =
        new Approvals(
            new JdbiApprovalStore(ground.database()),
            members,
            queue::send,
            ground.secrets().derive("approval links"),
            ground.audit(),
            clock);
    Sweeper sweeper = new Sweeper(events.log(), leases, queue, clock);
    Promises promises = new Promises(events.log(), queue, clock);
    Repair repair =
        ground.keep(
            new Repair(
                () -> sweeper.sweep() + approvals.repair() + promises.keep(),
                Duration.ofSeconds(5)));
    JdbiUnwatched unwatched = new JdbiUnwatched(ground.database());
    Forgotten forgotten = new Forgotten(unwatched, events.log(), definitions.definitions(), clock);
    Lookout lookout = new Lookout(unwatched, forgotten, clock);
    // With a schedule of its own: whatever is wrong with the one is not wrong with the other.
    ground.keep(new Repair(lookout::look, Duration.ofSeconds(5)));
    Retentions retentions =
        new Retentions(
            new JdbiRetentionStore(ground.database()),
            new JdbiFiringStore(ground.database())::forget,
            ground.audit(),
            clock);
    ground.keep(new Repair(retentions::sweep, Duration.ofMinutes(10)));
    return new UpkeepRoom(approvals, retentions, forgotten, repair);
  }
}
