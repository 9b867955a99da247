package io.aiops.studio.cli.chaos;

import io.aiops.studio.cli.cluster.Cluster;
import io.aiops.studio.cli.cluster.Clusters;
import io.aiops.studio.cli.console.CommandFailedException;
import io.aiops.studio.cli.server.Api;
import io.aiops.studio.cli.server.Json;
import io.aiops.studio.cli.server.Resource;
import io.aiops.studio.cli.server.Session;
import io.aiops.studio.cli.server.Token;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs executions while a cluster's processes are killed, and says what was lost. */
@Command(
    name = "chaos",
    description = {
      "Runs executions on a cluster while its nodes, broker and database are killed with kill -9 in turn, and nodes stopped for longer than their leases, and counts what the outside saw.",
      "Uses the cluster that runs (./studio cluster up), or one of its own that it removes in the end.",
      "Prints a JSON line, and a plot to chaos.svg. Exit code 1 if an execution did not reach its right state, was without an owner for over 60 s, or a recorded call was made again."
    })
public final class ChaosCommand implements Callable<Integer> {

  private static final Duration OUTSIDE_TAKES = Duration.ofMillis(60);

  private final Session session;

  @Option(
      names = "--executions",
      paramLabel = "N",
      defaultValue = "10000",
      description = "How many, 1 to 1000000; else ${DEFAULT-VALUE}.")
  private int executions;

  @Option(
      names = "--nodes",
      paramLabel = "N",
      defaultValue = "3",
      description = "Nodes of its own cluster, 2 to 9; else ${DEFAULT-VALUE}.")
  private int nodes;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "0",
      description = "First of 14 ports of its own cluster; else free ones from 9380 on.")
  private int port;

  @Option(
      names = "--every",
      paramLabel = "SECONDS",
      defaultValue = "30",
      description = "From one kill to the next, 3 to 3600; else ${DEFAULT-VALUE}.")
  private int every;

  @Option(
      names = "--kills",
      paramLabel = "N",
      defaultValue = "100000",
      description = "At most so many, 0 to 100000; else until all have ended.")
  private int kills;

  @Option(
      names = "--in-flight",
      paramLabel = "N",
      defaultValue = "64",
      description = "Executions at the same time, 1 to 150; else ${DEFAULT-VALUE}.")
  private int inFlight;

  @Option(
      names = "--rate",
      paramLabel = "R",
      defaultValue = "0",
      description = "Starts a second, to 1000; 0 for as many as may be in flight.")
  private double rate;

  @Option(
      names = "--seed",
      paramLabel = "S",
      description = "Gives the order of the kills; else one that is printed.")
  private @Nullable Long seed;

  @Option(
      names = "--limit",
      paramLabel = "SECONDS",
      defaultValue = "3600",
      description = "How long it may take, 10 to 86400; else ${DEFAULT-VALUE}.")
  private int limit;

  @Option(
      names = "--out",
      paramLabel = "FOLDER",
      defaultValue = ".",
      description = "Where chaos.svg is written; else here.")
  private Path out = Path.of(".");

  @Option(
      names = "--order",
      paramLabel = "NAME",
      split = ",",
      description =
          "What to kill, in this order, again and again: node-1, frozen-node-1 (stopped where it is, for half a minute), broker, database …; else each once, in an order that the seed gives.")
  private List<String> order = List.of();

  @Option(names = "--own", description = "A cluster of its own, even if one runs.")
  private boolean own;

  @Option(names = "--keep", description = "Leave its own cluster as it is, running.")
  private boolean keep;

  public ChaosCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws InterruptedException {
    Clusters.within("--executions", executions, 1, 1_000_000);
    Clusters.within("--nodes", nodes, 2, Clusters.MOST_NODES);
    Clusters.within("--port", port, port == 0 ? 0 : Clusters.FIRST_PORT, Clusters.LAST_PORT);
    Clusters.within("--every", every, 3, 3_600);
    Clusters.within("--kills", kills, 0, 100_000);
    Clusters.within("--in-flight", inFlight, 1, 150);
    Clusters.within("--rate", rate, 0, 1_000);
    Clusters.within("--limit", limit, 10, 86_400);
    Clusters clusters = new Clusters(session);
    Optional<Cluster> running = own ? Optional.empty() : clusters.running();
    if (running.isPresent()) {
      Cluster cluster = running.get();
      session.terminal().say("Using the cluster that runs at " + cluster.url() + ".");
      return on(cluster);
    }
    Cluster fresh = clusters.fresh("chaos", port, nodes);
    refuseUnknown(fresh);
    Thread hook = new Thread(fresh::discard);
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      fresh.up();
      return on(fresh);
    } finally {
      Runtime.getRuntime().removeShutdownHook(hook);
      if (!keep) {
        fresh.discard();
      }
    }
  }

  private void refuseUnknown(Cluster cluster) {
    for (String name : order) {
      if (!Breaker.targets(cluster).contains(name)) {
        throw CommandFailedException.misuse(
            "--order names '%s'; expected some of %s."
                .formatted(name, String.join(", ", Breaker.targets(cluster))));
      }
    }
  }

  private int on(Cluster cluster) throws InterruptedException {
    refuseUnknown(cluster);
    long chosen = seed == null ? ThreadLocalRandom.current().nextLong(1_000_000_000) : seed;
    session.terminal().say("Seed " + chosen + ".");
    Book book = new Book();
    try (Outside outside = new Outside(book, OUTSIDE_TAKES);
        Api admin = new Api(cluster.uri(), Token.in(cluster.tokenFolder()));
        Api api = new Api(cluster.uri(), Token.given(token(admin, chosen)))) {
      ChaosWorkflow.save(admin, outside.url());
      Flight flight =
          new Flight(
              api,
              new Flight.Plan(executions, inFlight, rate, chosen, Duration.ofSeconds(limit)),
              book,
              session.pause());
      Breaker breaker =
          new Breaker(
              cluster,
              new Breaker.Plan(Duration.ofSeconds(every), kills, order, chosen),
              session.pause());
      Thread breaking = Thread.ofPlatform().name("breaker").start(() -> breaking(breaker, flight));
      flight.run();
      Duration took = flight.elapsed();
      breaking.join();
      Verdict verdict = Verdict.of(chosen, executions, took, flight, breaker, book);
      session.terminal().result(Json.compact(verdict.figures()));
      verdict.sentences().forEach(session.terminal()::say);
      plot(flight, breaker, took);
      return verdict.good() ? 0 : CommandFailedException.FAILED;
    }
  }

  private static void breaking(Breaker breaker, Flight flight) {
    try {
      breaker.run(flight::done);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Of its own: the command line's changes whenever its node starts. */
  private static String token(Api admin, long seed) {
    return Json.text(
        admin.post(
            Resource.of("tokens"),
            Map.of("name", "chaos " + seed, "scopes", List.of("VIEW", "RUN"), "lifetime", "P1D"),
            Map.of()),
        "secret");
  }

  private void plot(Flight flight, Breaker breaker, Duration took) {
    Path file = session.folder().resolve(out).resolve("chaos.svg");
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.writeString(
          file,
          ChaosPlot.svg(
              "%d executions, %d kills".formatted(executions, breaker.kills().size()),
              flight.ended(),
              breaker.kills(),
              (int) took.toSeconds()));
    } catch (IOException e) {
      throw new CommandFailedException(file + " cannot be written: " + e.getMessage() + ".", e);
    }
  }
}
