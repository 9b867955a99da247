package io.aiops.studio.host.engine;

import io.aiops.studio.host.approval.Alone;
import io.aiops.studio.host.approval.ApprovalService.Decision;
import io.aiops.studio.host.approval.ApprovalViews.Filter;
import io.aiops.studio.host.approval.ApprovalViews.Summary;
import io.aiops.studio.host.approval.ApprovalViews.View;
import io.aiops.studio.host.approval.Approvals;
import io.aiops.studio.host.definition.Workshop;
import io.aiops.studio.host.execution.Verdict;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.messaging.TestBroker;
import io.aiops.studio.host.persistence.Database;
import io.aiops.studio.host.persistence.JdbiApprovalStore;
import io.aiops.studio.host.persistence.TestDatabase;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A node on a real PostgreSQL and a real Artemis, which comes and goes while something waits for
 * people and for signals.
 */
abstract class WaitingFixture {

  @RegisterExtension final TestBroker broker = new TestBroker();

  final Mailroom mail = new Mailroom();
  final Workshop workshop = new Workshop();
  final Caller ada = workshop.ada;
  private Database database;
  TestNode node;
  Approvals approvals;
  SignalGate signals;

  @BeforeEach
  void start() {
    database = TestDatabase.create();
    up();
  }

  void up() {
    Clock clock = Clock.systemUTC();
    node = new TestNode(database, workshop, broker.node(false, clock));
    node.queue.serve(node.engine());
    node.queue.serve(node.worker(mail.plugins()), 8, Set.of("default"));
    approvals =
        new Approvals(
            new JdbiApprovalStore(database),
            new Alone(),
            node.queue::send,
            new byte[32],
            (c, a, s, d) -> {},
            clock);
    signals = new SignalGate(node.store, node.queue::send, (c, a, s, d) -> {});
  }

  void restart() throws Exception {
    node.close();
    up();
  }

  @AfterEach
  void stop() throws Exception {
    node.close();
    database.close();
  }

  UUID run(String steps) {
    workshop.save("waits", steps);
    return node.start("waits");
  }

  View asked(UUID execution, String step) {
    Summary summary =
        Awaitility.await()
            .atMost(Duration.ofMinutes(1))
            .until(
                () ->
                    approvals.list(ada, new Filter(false, execution, null, 10)).items().stream()
                        .filter(one -> one.step().equals(step))
                        .findFirst()
                        .orElse(null),
                one -> one != null);
    return approvals.get(ada, summary.id());
  }

  void decide(View approval, Verdict verdict, @Nullable Object details) {
    approvals.decide(
        ada, approval.summary().id(), new Decision(approval.hash(), verdict, details, "as agreed"));
  }
}
