package io.aiops.studio.host;

import io.aiops.studio.host.engine.DeadLetterService;
import io.aiops.studio.host.engine.Forgotten;
import io.aiops.studio.host.execution.DeadLetter;
import io.aiops.studio.host.execution.Unwatched;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.identity.Permission;
import io.aiops.studio.host.node.Node;
import io.aiops.studio.host.node.NodeRole;
import io.aiops.studio.host.node.NodeService;
import io.aiops.studio.host.query.QueueQuery;
import io.aiops.studio.host.query.QueueViews.Overview;
import io.aiops.studio.host.query.QueueViews.Queue;
import io.aiops.studio.host.query.QueueViews.Silent;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** Asks each part once; what lies in a part that does not answer is left out. */
final class StudioCheck implements SelfCheck {

  private static final String SWEPT =
      "The sweeper of any node takes %s within 60 s once it runs; see 'engine'.";
  private static final Duration LATE = Duration.ofSeconds(60);
  private static final long LITTLE = 1L << 30;

  private final Health health;
  private final QueueQuery queues;
  private final NodeService nodes;
  private final DeadLetterService deadLetters;
  private final Forgotten forgotten;
  private final Path data;
  private final Clock clock;

  StudioCheck(
      Health health,
      QueueQuery queues,
      NodeService nodes,
      DeadLetterService deadLetters,
      Forgotten forgotten,
      Path data,
      Clock clock) {
    this.health = health;
    this.queues = queues;
    this.nodes = nodes;
    this.deadLetters = deadLetters;
    this.forgotten = forgotten;
    this.data = data;
    this.clock = clock;
  }

  @Override
  public Report check(Caller caller) {
    caller.require(Permission.ADMINISTER);
    Instant now = clock.instant();
    Findings found = new Findings();
    boolean database = true;
    boolean broker = true;
    for (Health.Part part : health.parts()) {
      switch (part.name()) {
        case "engine" -> engine(found, now);
        case "database" -> database = part(found, part);
        case "broker" -> broker = part(found, part);
        default -> part(found, part);
      }
    }
    if (database) {
      nodes(found, nodes.list(caller));
      deadLetters(found, deadLetters.list(caller));
      Forgotten.Found late = forgotten.find(caller.workspaceId());
      executions(found, late);
      elsewhere(
          found,
          late.elsewhere(),
          late.elsewhere() > 0 && caller.mayAdministerStudio()
              ? forgotten.elsewhere(caller)
              : List.of());
      found.okUnlessSaid(
          "executions",
          "All that have not ended have somebody at work or wait for something named.");
    }
    if (broker && database) {
      Overview overview = queues.queues(caller);
      queues(found, overview.queues());
      connections(found, overview.silent());
    }
    disk(found, data.toFile().getUsableSpace());
    return new Report(now, found.all());
  }

  private static boolean part(Findings found, Health.Part part) {
    if (part.up()) {
      found.ok(part.name(), part.detail());
    } else {
      found.error(
          part.name(),
          part.detail(),
          "What needs it waits, and goes on by itself once it answers; see that it runs.");
    }
    return part.up();
  }

  private void engine(Findings found, Instant now) {
    Instant last = health.lastLook();
    if (last.plus(LATE).isBefore(now)) {
      found.error(
          "engine",
          last.equals(Instant.EPOCH)
              ? "This node has not looked for lost work yet."
              : looked(last, now),
          "It tries every 5 s; the log says why it fails. Other nodes look too.");
    } else {
      found.ok("engine", looked(last, now));
    }
  }

  private static String looked(Instant last, Instant now) {
    return "This node last looked for lost work %d s ago."
        .formatted(Math.max(0, Duration.between(last, now).toSeconds()));
  }

  private static Instant seconds(Instant at) {
    return at.truncatedTo(ChronoUnit.SECONDS);
  }

  private static void nodes(Findings found, List<Node> all) {
    for (Node node : all) {
      if (node.state() == Node.State.DEAD) {
        found.warning(
            "nodes",
            "Node '%s' has been silent for %s s."
                .formatted(node.name(), node.silence().toSeconds()),
            "Others take over its work; start it again if it is missed.");
      } else if (node.alive() && !node.pluginsBehind().isEmpty()) {
        found.warning(
            "plugins",
            "Node '%s' does not serve %s as the list of plugins has them."
                .formatted(node.name(), String.join(", ", node.pluginsBehind())),
            "It tries again by itself; if it stays so, the plugins page and the log say why.");
      }
    }
    for (NodeRole role : List.of(NodeRole.ENGINE, NodeRole.WORKER)) {
      if (all.stream().noneMatch(node -> node.alive() && node.roles().contains(role))) {
        found.error(
            "nodes",
            "No node that is alive has the role '%s'.".formatted(role.word()),
            "Work waits for one; start a node with that role in STUDIO_ROLES.");
      }
    }
    long alive = all.stream().filter(Node::alive).count();
    int workers = all.stream().filter(Node::alive).mapToInt(Node::workers).sum();
    found.okUnlessSaid(
        "nodes", "%d alive, for %d tasks at the same time.".formatted(alive, workers));
  }

  private static void queues(Findings found, List<Queue> all) {
    for (Queue queue : all) {
      Long oldest = queue.oldestMillis();
      if (queue.problem() != null) {
        found.error(
            "queues",
            "Queue '%s' has %d waiting. %s"
                .formatted(queue.name(), queue.waiting(), queue.problem()),
            "Nothing is lost; start a node that serves it (STUDIO_ROLES, STUDIO_POOLS).");
      } else if (queue.name().equals("dead")) {
        if (queue.waiting() > 0) {
          found.warning(
              "queues",
              "The broker put %d messages aside.".formatted(queue.waiting()),
              "They are kept there; the executions they were for are looked at by the sweeper.");
        }
      } else if (queue.waiting() > 0 && oldest != null && oldest > LATE.toMillis()) {
        found.warning(
            "queues",
            "The oldest of %d messages in queue '%s' waits for %d s."
                .formatted(queue.waiting(), queue.name(), oldest / 1_000),
            "They are taken in turn; more workers (STUDIO_WORKERS, another node) make it faster.");
      }
    }
    found.okUnlessSaid("queues", "Each queue with messages is served; none is older than 60 s.");
  }

  /** Degraded, not down: what does not need it goes on, what does is tried later or falls back. */
  private static void connections(Findings found, List<Silent> silent) {
    for (Silent each : silent) {
      found.warning(
          "connections",
          "%s does not answer node '%s'; it is tried again at %s."
              .formatted(each.what(), each.node(), each.until()),
          "Steps that need it are tried again then, or take their fallback; see that it runs.");
    }
    found.okUnlessSaid("connections", "All that was called of late answers.");
  }

  private static void deadLetters(Findings found, List<DeadLetter> letters) {
    if (letters.isEmpty()) {
      found.ok("dead-letters", "There are none in this workspace.");
    } else {
      found.warning(
          "dead-letters",
          "%d %s of this workspace could not be handled%s."
              .formatted(
                  letters.size(),
                  letters.size() == 1 ? "command" : "commands",
                  letters.size() == 100 ? ", or more" : ""),
          "They stay until somebody edits, sends or drops them: on the queues page, or with './studio dead-letters list'.");
    }
  }

  private static void executions(Findings found, Forgotten.Found executions) {
    for (UUID id : executions.ownerless()) {
      found.add(
          "executions",
          Severity.ERROR,
          "Execution %s has not ended, nobody works at it, and it waits for nothing by name."
              .formatted(id),
          "It was handed to the sweeper, which looks at it within 60 s and sends again what it"
              + " owes; if it is here again then, cancel and retry it.",
          id);
    }
    executions
        .overdue()
        .forEach(late ->
            found.add(
                "executions",
                Severity.ERROR,
                "Execution %s should have been looked at at %s."
                    .formatted(late.executionId(), seconds(late.since())),
                SWEPT.formatted("it"),
                late.executionId()));
    executions
        .unreadable()
        .forEach((id, why) ->
            found.add(
                "executions",
                Severity.ERROR,
                "The events of execution %s cannot be read: %s".formatted(id, why),
                "Nothing is known of what it waits for. './studio verify' says whether its log is"
                    + " as it was written; the server's log has the cause.",
                id));
    if (!executions.all()) {
      found.warning(
          "executions",
          "More wait for something outside than could be asked within 5 s: %d were."
              .formatted(executions.asked()),
          "The oldest were asked first; nothing is known of the others.");
    }
  }

  private static void elsewhere(Findings found, long late, List<Unwatched.Elsewhere> named) {
    named.forEach(each ->
        found.add(
            new Finding(
                "executions",
                Severity.ERROR,
                "Execution %s of workspace '%s' should have been looked at at %s."
                    .formatted(each.executionId(), each.workspace(), seconds(each.since())),
                SWEPT.formatted("it"),
                each.executionId(),
                each.workspace())));
    if (late > named.size()) {
      found.error(
          "executions",
          "%d%s executions of other workspaces should have been looked at more than 60 s ago."
              .formatted(late - named.size(), named.isEmpty() ? "" : " more"),
          SWEPT.formatted("them"));
    }
  }

  private static String size(long bytes) {
    return bytes < 1L << 30
        ? (bytes >> 20) + " MiB"
        : String.format(Locale.ROOT, "%.1f GiB", (double) bytes / (1L << 30));
  }

  private static void disk(Findings found, long free) {
    String says = "%s are free where the data folder lies.".formatted(size(free));
    if (free < LITTLE) {
      found.warning("disk", says, "Free some: without any, the database and the broker stop.");
    } else {
      found.ok("disk", says);
    }
  }
}
