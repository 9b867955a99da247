package io.aiops.studio.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.aiops.studio.host.SelfCheck.Finding;
import io.aiops.studio.host.SelfCheck.Severity;
import io.aiops.studio.host.definition.InMemoryWorkflowStore;
import io.aiops.studio.host.engine.DeadLetters;
import io.aiops.studio.host.engine.Definitions;
import io.aiops.studio.host.engine.Forgotten;
import io.aiops.studio.host.execution.DeadLetter;
import io.aiops.studio.host.execution.InMemoryDeadLetterStore;
import io.aiops.studio.host.execution.InMemoryExecutionStore;
import io.aiops.studio.host.execution.Unwatched;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.identity.Permission;
import io.aiops.studio.host.identity.Role;
import io.aiops.studio.host.identity.TestClock;
import io.aiops.studio.host.node.Node;
import io.aiops.studio.host.node.NodeLog;
import io.aiops.studio.host.node.NodePlugins;
import io.aiops.studio.host.node.NodeRole;
import io.aiops.studio.host.node.NodeService;
import io.aiops.studio.host.problem.UnavailableException;
import io.aiops.studio.host.query.QueueViews.Overview;
import io.aiops.studio.host.query.QueueViews.Queue;
import io.aiops.studio.host.query.QueueViews.Silent;
import io.aiops.studio.host.query.QueueViews.Unfinished;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StudioCheckTest {

  private static final UUID WORKSPACE = new UUID(0, 1);
  private static final Caller ADA =
      new Caller(
          new UUID(0, 2),
          "ada",
          WORKSPACE,
          Role.ADMINISTRATOR,
          EnumSet.allOf(Permission.class),
          true);

  @TempDir Path data;

  private final TestClock clock = new TestClock();
  private final List<Health.Part> parts =
      new ArrayList<>(
          List.of(
              new Health.Part("database", true, "Answers."),
              new Health.Part("broker", true, "Answers."),
              new Health.Part("plugins", true, "The framework runs."),
              new Health.Part("engine", true, "Looked.")));
  private final List<Node> nodes = new ArrayList<>(List.of(node("n1", Duration.ZERO)));
  private final List<Queue> queues = new ArrayList<>();
  private final List<Silent> silent = new ArrayList<>();
  private final InMemoryDeadLetterStore letters = new InMemoryDeadLetterStore();
  private final LateExecutions late = new LateExecutions(WORKSPACE);
  private Instant lastLook = clock.instant();

  private static Node node(String name, Duration silence, String... behind) {
    return new Node(
        UUID.randomUUID(),
        name,
        NodeRole.ALL,
        Node.State.UP,
        Node.Broker.SHARED,
        64,
        List.of(new Node.Pool("default", 0)),
        List.of(behind),
        Instant.EPOCH,
        Instant.EPOCH,
        silence);
  }

  private StudioCheck check() {
    NodeService service =
        new NodeService() {
          @Override
          public List<NodePlugins.At> plugins(Caller caller) {
            return List.of();
          }

          @Override
          public List<NodeLog.At> log(Caller caller, String plugin) {
            return List.of();
          }

          @Override
          public List<Node> list(Caller caller) {
            up("database");
            return nodes;
          }

          @Override
          public Set<NodeRole> roles() {
            return NodeRole.ALL;
          }
        };
    InMemoryExecutionStore store = new InMemoryExecutionStore();
    return new StudioCheck(
        new FixedHealth(parts, lastLook),
        caller -> {
          up("broker");
          return new Overview(
              clock.instant(), queues, new Unfinished(0, 0, null), 0, List.of(), silent);
        },
        service,
        new DeadLetters(letters, store, command -> {}, (c, a, s, d) -> {}, clock),
        new Forgotten(late, store, new Definitions(new InMemoryWorkflowStore()), clock),
        data,
        clock);
  }

  /** As a part that is away answers. */
  private void up(String name) {
    parts.stream()
        .filter(part -> part.name().equals(name) && !part.up())
        .forEach(part -> {
          throw new UnavailableException(name + " is away", new IllegalStateException("away"));
        });
  }

  private List<Finding> wrong() {
    return check().check(ADA).findings().stream()
        .filter(finding -> finding.severity() != Severity.OK)
        .toList();
  }

  private Finding only() {
    assertThat(wrong()).hasSize(1);
    return wrong().getFirst();
  }

  @Test
  void a_healthy_studio_has_one_line_for_each_part() {
    SelfCheck.Report report = check().check(ADA);
    assertThat(report.healthy()).isTrue();
    assertThat(report.findings())
        .extracting(Finding::part)
        .containsExactlyInAnyOrder(
            "database",
            "broker",
            "plugins",
            "engine",
            "nodes",
            "queues",
            "connections",
            "dead-letters",
            "executions",
            "disk");
  }

  @Test
  void it_is_for_administrators() {
    Caller viewer =
        new Caller(
            new UUID(0, 3), "bob", WORKSPACE, Role.OPERATOR, EnumSet.of(Permission.RUN), true);
    assertThatThrownBy(() -> check().check(viewer)).hasMessageContaining("ADMINISTER");
  }

  @Test
  void a_broker_that_is_away_is_told_and_not_asked_for_its_queues() {
    parts.set(1, new Health.Part("broker", false, "No answer."));
    assertThat(only().says()).isEqualTo("No answer.");
    assertThat(only().severity()).isEqualTo(Severity.ERROR);
  }

  @Test
  void a_database_that_is_away_is_told_and_not_asked_for_what_lies_in_it() {
    parts.set(0, new Health.Part("database", false, "No answer."));
    assertThat(only().part()).isEqualTo("database");
  }

  @Test
  void a_node_that_does_not_look_for_lost_work_is_an_error() {
    clock.advance(Duration.ofSeconds(61));
    assertThat(only().part()).isEqualTo("engine");
    lastLook = Instant.EPOCH;
    assertThat(only().says()).contains("not looked for lost work yet");
  }

  @Test
  void what_does_not_answer_degrades_the_studio_and_is_no_error() {
    silent.add(new Silent("n1", "Connection 'tickets'", Instant.EPOCH));
    assertThat(only().severity()).isEqualTo(Severity.WARNING);
    assertThat(only().says()).startsWith("Connection 'tickets' does not answer node 'n1'");
  }

  @Test
  void dead_nodes_plugins_behind_and_a_missing_role_are_told() {
    nodes.add(node("n2", Duration.ofSeconds(40)));
    assertThat(only().says()).isEqualTo("Node 'n2' has been silent for 40 s.");
    nodes.set(1, node("n2", Duration.ZERO, "echo"));
    assertThat(only().says()).contains("'n2' does not serve echo");
    nodes.clear();
    assertThat(wrong())
        .extracting(Finding::says)
        .containsExactly(
            "No node that is alive has the role 'engine'.",
            "No node that is alive has the role 'worker'.");
  }

  @Test
  void a_pool_that_nobody_serves_is_an_error_and_an_old_message_a_warning() {
    queues.add(queue("tasks.gpu", 3, 1_000L, "No worker serves this pool."));
    queues.add(queue("tasks", 7, 61_000L, null));
    queues.add(queue("commands", 7, 60_000L, null));
    queues.add(queue("dead", 0, 90_000L, null));
    assertThat(wrong())
        .extracting(Finding::severity, Finding::says)
        .containsExactly(
            tuple(Severity.ERROR, "Queue 'tasks.gpu' has 3 waiting. No worker serves this pool."),
            tuple(Severity.WARNING, "The oldest of 7 messages in queue 'tasks' waits for 61 s."));
  }

  private static Queue queue(String name, long waiting, Long oldest, @Nullable String problem) {
    return new Queue(name, waiting, 0, 0, 1, oldest, null, null, null, problem);
  }

  @Test
  void dead_letters_of_the_workspace_are_counted() {
    for (UUID workspace : List.of(WORKSPACE, WORKSPACE, new UUID(0, 9))) {
      letters.keep(
          new DeadLetter(
              UUID.randomUUID(),
              workspace,
              UUID.randomUUID(),
              "Start",
              "{}",
              "why",
              5,
              clock.instant()));
    }
    assertThat(only().says()).startsWith("2 commands of this workspace");
    assertThat(only().next()).contains("./studio dead-letters list");
  }

  @Test
  void an_execution_that_should_have_been_looked_at_is_named_with_what_happens_next() {
    UUID id = UUID.randomUUID();
    late.overdue.add(new Unwatched.Overdue(id, clock.instant().minusSeconds(70)));
    assertThat(only().execution()).isEqualTo(id);
    assertThat(only().next()).contains("sweeper", "within 60 s");
  }

  @Test
  void who_keeps_the_studio_hears_which_of_other_workspaces_are_late() {
    UUID id = lateElsewhere();
    assertThat(only().execution()).isEqualTo(id);
    assertThat(only().workspace()).isEqualTo("Lab");
    assertThat(only().says()).startsWith("Execution " + id + " of workspace 'Lab'");
    for (int i = 0; i < 102; i++) {
      lateElsewhere();
    }
    assertThat(wrong()).hasSize(101);
    assertThat(wrong().getLast().says()).startsWith("3 more executions of other workspaces");
  }

  @Test
  void another_administrator_hears_how_many_and_not_which() {
    UUID id = lateElsewhere();
    Caller bob = new Caller(new UUID(0, 3), "bob", WORKSPACE, ADA.role(), ADA.scopes(), false);
    assertThat(check().check(bob).findings())
        .filteredOn(finding -> finding.severity() != Severity.OK)
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.execution()).isNull();
          assertThat(finding.workspace()).isNull();
          assertThat(finding.says()).startsWith("1 executions of other workspaces");
          assertThat(finding.toString()).doesNotContain(id.toString(), "Lab");
        });
  }

  private UUID lateElsewhere() {
    UUID id = UUID.randomUUID();
    late.elsewhere.add(new Unwatched.Elsewhere(id, "Lab", clock.instant().minusSeconds(70)));
    return id;
  }
}
