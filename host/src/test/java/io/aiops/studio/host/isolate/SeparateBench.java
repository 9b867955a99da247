package io.aiops.studio.host.isolate;

import io.aiops.studio.api.Agent;
import io.aiops.studio.api.AgentTask;
import io.aiops.studio.host.json.Json;
import io.aiops.studio.host.plugin.LoneBundle;
import io.aiops.studio.host.plugin.Offer;
import io.aiops.studio.host.plugin.PluginView.Kind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;

/** What a process of its own costs a plugin: prints JSON lines. Run with the tests' class path. */
public final class SeparateBench {

  private static final int WARM = 20_000;
  private static final int MEASURED = 20_000;
  private static final int CALLERS = 16;

  private SeparateBench() {}

  /** Takes no arguments. */
  public static void main(String[] arguments) throws Exception {
    Path folder = Files.createTempDirectory("studio-separate-bench");
    byte[] jar = AllKinds.jar();
    Path file = Files.write(folder.resolve("all.jar"), jar);
    try (LoneBundle bundle = LoneBundle.start(file, folder.resolve("cache"))) {
      calls("in process", bundle.offers());
      throughput("in process", bundle.offers());
    }
    try (PluginProcesses processes =
        new PluginProcesses(folder.resolve("separate"), SeparateConfig.DEFAULT)) {
      SeparatePlugin plugin = start(processes, jar);
      calls("separate", plugin.offers());
      throughput("separate", plugin.offers());
      memory(plugin, "after " + (WARM + MEASURED) + " calls");
      plugin.stop();
    }
  }

  private static SeparatePlugin start(PluginProcesses processes, byte[] jar) {
    List<Long> millis = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      long begin = System.nanoTime();
      SeparatePlugin plugin = processes.start("acme.all", jar, line -> {});
      millis.add((System.nanoTime() - begin) / 1_000_000);
      plugin.stop();
    }
    SeparatePlugin plugin = processes.start("acme.all", jar, line -> {});
    print(Map.of("start", "from nothing to a plugin that can be called", "milliseconds", millis));
    memory(plugin, "before the first call");
    return plugin;
  }

  private static void calls(String where, List<Offer> offers) throws Exception {
    Agent agent = agent(offers);
    Lending lending = new Lending();
    Map<String, Object> inputs = Map.of("give", "x".repeat(1_000));
    for (String instruction : List.of("nothing", "calls")) {
      AgentTask task = new AgentTask("id", 1, instruction, Map.copyOf(inputs));
      long[] nanos = new long[MEASURED];
      for (int i = -WARM; i < MEASURED; i++) {
        long begin = System.nanoTime();
        agent.run(task, lending);
        if (i >= 0) {
          nanos[i] = System.nanoTime() - begin;
        }
        lending.asked.clear();
      }
      Arrays.sort(nanos);
      Map<String, Object> line = new LinkedHashMap<>();
      line.put("call", instruction);
      line.put("where", where);
      line.put("p50 microseconds", nanos[MEASURED / 2] / 1_000.0);
      line.put("p99 microseconds", nanos[MEASURED * 99 / 100] / 1_000.0);
      print(line);
    }
  }

  /** As many at once as a busy worker has. */
  private static void throughput(String where, List<Offer> offers) throws Exception {
    Agent agent = agent(offers);
    AgentTask task = new AgentTask("id", 1, "nothing", Map.of("give", "x".repeat(1_000)));
    LongAdder calls = new LongAdder();
    Duration time = Duration.ofSeconds(5);
    long end = System.nanoTime() + time.toNanos();
    List<Future<?>> callers = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < CALLERS; i++) {
        callers.add(
            threads.submit(() -> {
              Lending lending = new Lending();
              while (System.nanoTime() < end) {
                agent.run(task, lending);
                calls.increment();
              }
              return null;
            }));
      }
      for (Future<?> caller : callers) {
        caller.get();
      }
    }
    print(
        Map.of(
            "throughput",
            CALLERS + " callers",
            "where",
            where,
            "calls per second",
            calls.sum() / time.toSeconds()));
  }

  private static Agent agent(List<Offer> offers) {
    return (Agent)
        offers.stream()
            .filter(offer -> offer.kind() == Kind.AGENT)
            .findFirst()
            .orElseThrow()
            .service();
  }

  private static void memory(SeparatePlugin plugin, String when) {
    long pid = plugin.process().flatMap(ChildProcess::pid).orElseThrow();
    print(
        Map.of(
            "memory",
            when,
            "use",
            ProcessUse.of(pid).map(Record::toString).orElse("not told here")));
  }

  private static void print(Map<String, ?> line) {
    System.out.println(Json.write(line));
  }
}
