package io.aiops.studio.cli.bench;

import io.aiops.studio.cli.console.CommandFailedException;
import io.aiops.studio.cli.server.Api;
import io.aiops.studio.cli.server.Environment;
import io.aiops.studio.cli.server.Session;
import io.aiops.studio.cli.server.Token;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which server is measured: a fresh one, unless an address is given. */
final class Target {

  private static final Duration FIRST = Duration.ofMinutes(2);

  @Option(
      names = "--url",
      paramLabel = "URL",
      description = {
        "Measure this running server instead of a fresh one: with STUDIO_TOKEN, or STUDIO_DATA if it runs here. Nothing else should run on it."
      })
  private @Nullable String url;

  /** What is done with a server. */
  @FunctionalInterface
  interface Work {
    void on(Studio studio) throws InterruptedException;
  }

  /** Hears how long a fresh server took to be ready, and to the end of its first execution. */
  @FunctionalInterface
  interface Cold {
    void took(Studio studio, Duration ready, Duration firstExecution) throws InterruptedException;
  }

  /**
   * @throws CommandFailedException misuse, if the address is none
   */
  void check() {
    if (url != null) {
      Environment.url(url, "--url");
    }
  }

  void run(Session session, Cold cold, Work work) throws InterruptedException {
    if (url == null) {
      fresh(session, cold, work);
    } else {
      running(session, Environment.url(url, "--url"), work);
    }
  }

  private static void running(Session session, URI at, Work work) throws InterruptedException {
    Environment environment = session.environment();
    try (Api api = new Api(at, Token.of(environment))) {
      String token =
          environment
              .token()
              .or(() -> environment.data().map(Studio::token))
              .orElseThrow(
                  () -> CommandFailedException.misuse("--url needs STUDIO_TOKEN or STUDIO_DATA."));
      Optional<Machine> machine =
          environment
              .serverPid()
              .filter(pid -> Processes.known())
              .map(pid -> new Machine(pid, environment.data()));
      work.on(new Studio(at, token, api, machine));
    }
  }

  private static void fresh(Session session, Cold cold, Work work) throws InterruptedException {
    Path home =
        session
            .environment()
            .home()
            .orElseThrow(() ->
                CommandFailedException.misuse(
                    "STUDIO_HOME is not set: run ./studio bench, or give --url."));
    session.terminal().say("Starting a fresh server …");
    long begin = System.nanoTime();
    try (FreshServer server = FreshServer.start(home);
        Api api = new Api(server.url(), Token.in(server.data()))) {
      Duration ready = Duration.ofNanos(System.nanoTime() - begin);
      Optional<Machine> machine =
          Processes.known()
              ? Optional.of(new Machine(server.pid(), Optional.of(server.data())))
              : Optional.empty();
      Studio studio = new Studio(server.url(), Studio.token(server.data()), api, machine);
      studio.apply(Workflows.FIVE, Workflows.five());
      studio.load(new Load.Plan(Workflows.FIVE, Map.of("word", "first"), 1, 1, 0, FIRST));
      cold.took(studio, ready, Duration.ofNanos(System.nanoTime() - begin));
      work.on(studio);
    }
  }
}
