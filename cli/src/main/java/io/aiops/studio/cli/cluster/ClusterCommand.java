package io.aiops.studio.cli.cluster;

import io.aiops.studio.cli.console.CommandFailedException;
import io.aiops.studio.cli.console.Table;
import io.aiops.studio.cli.server.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** A cluster on this machine, for trials and tests. */
@Command(
    name = "cluster",
    description = {
      "A cluster on this machine: PostgreSQL, a pair of brokers, nodes, and a proxy before them.",
      "Each is a process of its own that can be killed and started; all lies in .studio/cluster."
    })
public final class ClusterCommand implements Runnable {

  private static final Set<String> ROLES = Set.of("web", "engine", "worker");
  private static final int LEAST_HEAP = 192;
  private static final int MOST_HEAP = 16_384;

  private final Session session;
  private final Clusters clusters;

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  public ClusterCommand(Session session) {
    this.session = session;
    this.clusters = new Clusters(session);
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "Say what to do: up, status, kill, start or down.");
  }

  @Command(
      name = "up",
      description = "Starts a cluster and says where everything is; with the data of the last one.")
  int up(
      @Parameters(
              arity = "0..1",
              paramLabel = "N",
              defaultValue = "3",
              description = "How many nodes, 1 to 9; else ${DEFAULT-VALUE}.")
          int nodes,
      @Option(
              names = "--port",
              paramLabel = "PORT",
              defaultValue = "9280",
              description =
                  "Of the proxy; the 13 ports after it are used too. Else ${DEFAULT-VALUE}.")
          int port,
      @Option(
              names = "--roles",
              paramLabel = "ROLES",
              description =
                  "Of one node after the other, such as --roles web --roles engine,worker; nodes without have all.")
          List<String> roles,
      @Option(
              names = "--heap",
              paramLabel = "MB",
              defaultValue = "512",
              description =
                  "Most memory for the objects of a node, 192 to 16384; else ${DEFAULT-VALUE}.")
          int heap)
      throws InterruptedException {
    Clusters.within("N", nodes, 1, Clusters.MOST_NODES);
    Clusters.within("--port", port, Clusters.FIRST_PORT, Clusters.LAST_PORT);
    Clusters.within("--heap", heap, LEAST_HEAP, MOST_HEAP);
    clusters
        .running()
        .ifPresent(running -> {
          throw new CommandFailedException(
              "A cluster already runs, at %s. ./studio cluster status tells more, ./studio cluster down stops it."
                  .formatted(running.url()));
        });
    Cluster cluster = clusters.of(new Layout(clusters.folder(), port, roles(nodes, roles), heap));
    cluster.up();
    tell(cluster);
    return 0;
  }

  private static List<String> roles(int nodes, List<String> given) {
    List<String> roles = given == null ? List.of() : given;
    if (roles.size() > nodes) {
      throw CommandFailedException.misuse(
          "--roles is given %d times for %d nodes.".formatted(roles.size(), nodes));
    }
    for (String each : roles) {
      if (!ROLES.containsAll(List.of(each.split(",", -1)))) {
        throw CommandFailedException.misuse(
            "--roles is '%s'; expected some of web, engine, worker, with commas between."
                .formatted(each));
      }
    }
    List<String> all = new java.util.ArrayList<>(roles);
    all.addAll(Collections.nCopies(nodes - roles.size(), ""));
    for (String needed : ROLES) {
      if (all.stream().noneMatch(each -> each.isEmpty() || each.contains(needed))) {
        throw CommandFailedException.misuse(
            "--roles leaves no node with the role '%s'; nothing would work.".formatted(needed));
      }
    }
    return all;
  }

  @Command(
      name = "status",
      description = "Says how each member stands. Exit code 0: all are up, 3: not.")
  int status() {
    Cluster cluster = known();
    tell(cluster);
    boolean up =
        cluster.members().stream()
            .map(cluster::state)
            .allMatch(state -> state.equals("ready") || state.equals("stands by"));
    return up ? 0 : CommandFailedException.NO_ANSWER;
  }

  @Command(name = "kill", description = "Kills a member with kill -9: node-2, broker, database …")
  int kill(
      @Parameters(paramLabel = "NAME", description = "As 'cluster status' shows it.") String name) {
    known().kill(name);
    return 0;
  }

  @Command(name = "start", description = "Starts a member that does not run.")
  int start(
      @Parameters(paramLabel = "NAME", description = "As 'cluster status' shows it.") String name)
      throws InterruptedException {
    Cluster cluster = known();
    if (cluster.member(name).alive()) {
      throw new CommandFailedException(name + " already runs.");
    }
    cluster.start(List.of(name));
    return 0;
  }

  @Command(name = "down", description = "Stops all of it.")
  int down(@Option(names = "--remove", description = "And removes its data.") boolean remove) {
    Cluster cluster = known();
    cluster.down();
    if (remove) {
      cluster.remove();
    }
    return 0;
  }

  private void tell(Cluster cluster) {
    Table table = new Table("MEMBER", "STATE", "PROCESS", "PORT", "FOLDER", "WHAT");
    for (Member member : cluster.members()) {
      table.row(
          member.name(),
          cluster.state(member),
          member.process().map(process -> "" + process.pid()).orElse("–"),
          "" + member.port(),
          "" + member.folder(),
          member.what());
    }
    table.lines().forEach(session.terminal()::result);
    String url = cluster.url();
    session.terminal().result("");
    session.terminal().result("AI Ops Studio, through the proxy:  " + url + "/");
    session
        .terminal()
        .result(
            "Commands on it:  STUDIO_URL=%s STUDIO_DATA=%s ./studio …"
                .formatted(url, cluster.tokenFolder()));
    cluster.firstSignIn().ifPresent(file -> session.terminal().result(signIn(file)));
  }

  private static String signIn(Path file) {
    try {
      return "First sign-in:  " + String.join(", ", Files.readAllLines(file)) + " (" + file + ")";
    } catch (IOException e) {
      throw new CommandFailedException(file + " cannot be read: " + e.getMessage() + ".", e);
    }
  }

  private Cluster known() {
    return clusters
        .known()
        .orElseThrow(() ->
            new CommandFailedException(
                "There is no cluster in %s. Start one with ./studio cluster up."
                    .formatted(clusters.folder())));
  }
}
