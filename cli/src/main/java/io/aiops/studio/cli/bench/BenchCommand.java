package io.aiops.studio.cli.bench;

import io.aiops.studio.cli.console.CommandFailedException;
import io.aiops.studio.cli.server.Api;
import io.aiops.studio.cli.server.Environment;
import io.aiops.studio.cli.server.Json;
import io.aiops.studio.cli.server.Session;
import io.aiops.studio.cli.server.Token;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures a studio and prints a JSON line for each measurement. */
@Command(
    name = "bench",
    description = {
      "Measures cold start to the first completed execution, idle memory, durable steps per second and p50/p99 of a five-step workflow. Prints JSON lines.",
      "",
      "Starts a server of its own on an empty data folder and stops it, unless --url names one; nothing else should run on that one."
    })
public final class BenchCommand implements Callable<Integer> {

  private static final Duration FIRST_EXECUTION = Duration.ofMinutes(2);
  private static final Duration SETTLE = Duration.ofSeconds(5);

  private final Session session;

  @Option(
      names = "--executions",
      paramLabel = "N",
      defaultValue = "2000",
      description = "How many are measured, 1 to 1000000; else ${DEFAULT-VALUE}.")
  private int executions;

  @Option(
      names = "--warm-up",
      paramLabel = "N",
      defaultValue = "500",
      description = "How many run before, unmeasured, 0 to 1000000; else ${DEFAULT-VALUE}.")
  private int warmUp;

  @Option(
      names = "--in-flight",
      paramLabel = "N",
      defaultValue = "32",
      description = "How many at the same time, 1 to 1024; else ${DEFAULT-VALUE}.")
  private int inFlight;

  @Option(
      names = "--rate",
      paramLabel = "R",
      defaultValue = "0",
      description = "Start so many a second, whether or not others have ended; else as one ends.")
  private double rate;

  @Option(
      names = "--limit",
      paramLabel = "SECONDS",
      defaultValue = "600",
      description = "How long the load may take, 1 to 86400; else ${DEFAULT-VALUE}.")
  private int limit;

  @Option(
      names = "--url",
      paramLabel = "URL",
      description = "Measure this running server (with STUDIO_TOKEN) instead of a fresh one.")
  private @Nullable String url;

  @Option(
      names = "--cold-start-millis",
      paramLabel = "MS",
      description = "With --url: what its start to the first execution took, measured by you.")
  private @Nullable Long coldStartMillis;

  public BenchCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws InterruptedException {
    within("--executions", executions, 1, 1_000_000);
    within("--warm-up", warmUp, 0, 1_000_000);
    within("--in-flight", inFlight, 1, 1_024);
    within("--limit", limit, 1, 86_400);
    if (!(rate >= 0 && rate <= 100_000)) {
      throw CommandFailedException.misuse(
          "--rate is " + rate + "; expected a number from 0 to 100000.");
    }
    machine();
    return url == null ? fresh() : running(Environment.url(url, "--url"));
  }

  private static void within(String option, int value, int min, int max) {
    if (value < min || value > max) {
      throw CommandFailedException.misuse(
          "%s is %d; expected a number from %d to %d.".formatted(option, value, min, max));
    }
  }

  private int running(URI at) throws InterruptedException {
    try (Api api = new Api(at, Token.of(session.environment()))) {
      FiveSteps workflow = new FiveSteps(api);
      workflow.apply();
      workflow.runOnce(session.pause(), FIRST_EXECUTION);
      if (coldStartMillis != null) {
        line("cold-start", Map.of("firstExecutionMillis", coldStartMillis));
      }
      Optional<Long> pid = session.environment().serverPid();
      if (pid.isPresent()) {
        memory(pid.get());
      }
      return load(api, workflow);
    }
  }

  private int fresh() throws InterruptedException {
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
      long ready = System.nanoTime();
      FiveSteps workflow = new FiveSteps(api);
      workflow.apply();
      workflow.runOnce(session.pause(), FIRST_EXECUTION);
      long ran = System.nanoTime();
      Map<String, Object> cold = new LinkedHashMap<>();
      cold.put("readyMillis", (ready - begin) / 1_000_000);
      cold.put("firstExecutionMillis", (ran - begin) / 1_000_000);
      line("cold-start", cold);
      memory(server.pid());
      return load(api, workflow);
    }
  }

  private void machine() {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("processors", Runtime.getRuntime().availableProcessors());
    facts.put("system", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    line("machine", facts);
  }

  private void memory(long pid) throws InterruptedException {
    session.pause().of(SETTLE);
    line("idle-memory", Map.of("serverRssMiB", Memory.residentMib(pid)));
  }

  private int load(Api api, FiveSteps workflow) throws InterruptedException {
    if (warmUp > 0) {
      session.terminal().say("Warming up with " + warmUp + " executions …");
      new Load(api, workflow, session.pause(), plan(warmUp, 0)).run();
    }
    session.terminal().say("Measuring " + executions + " executions …");
    Load.Plan plan = plan(executions, rate);
    Measured measured = Measured.of(api, new Load(api, workflow, session.pause(), plan).run());
    session.terminal().result(Json.compact(measured.line(plan)));
    return measured.failed() == 0 ? 0 : CommandFailedException.FAILED;
  }

  private Load.Plan plan(int count, double perSecond) {
    return new Load.Plan(count, inFlight, perSecond, Duration.ofSeconds(limit));
  }

  private void line(String bench, Map<String, Object> facts) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("bench", bench);
    line.putAll(facts);
    session.terminal().result(Json.compact(line));
  }
}
