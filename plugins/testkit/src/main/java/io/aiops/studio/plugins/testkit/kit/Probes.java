package io.aiops.studio.plugins.testkit.kit;

import io.aiops.studio.api.Agent;
import io.aiops.studio.api.AgentTask;
import io.aiops.studio.api.Message;
import io.aiops.studio.api.ModelProvider;
import io.aiops.studio.api.ModelRequest;
import io.aiops.studio.api.Tool;
import io.aiops.studio.api.WorkflowEvent;
import io.aiops.studio.api.WorkflowObserver;
import io.aiops.studio.plugins.testkit.JsonLike;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a plugin is asked.
 *
 * @param working what is to work
 * @param failing what is to fail, as its category says
 * @param slow what is to be interrupted
 * @param edges what its schemas allow and nobody thinks of; it may fail, in a way that is
 *     understood
 */
record Probes(List<Probe> working, List<Probe> failing, List<Probe> slow, List<Probe> edges) {

  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  static Probes of(List<Offer> offers, Samples samples) {
    Probes probes =
        new Probes(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    offers.forEach(offer -> probes.take(offer, samples.of(offer.key())));
    return probes;
  }

  private void take(Offer offer, Samples.Of of) {
    of.calls().forEach(call -> working.add(probe(offer, of, call, false)));
    of.failures().forEach(call -> failing.add(probe(offer, of, call, false)));
    of.slow().forEach(call -> slow.add(probe(offer, of, call, false)));
    switch (offer.kind()) {
      case CONNECTOR -> offer.connector().tools().forEach(tool -> guess(offer, of, tool));
      case AGENT, MODEL, OBSERVER -> {
        if (of.calls().isEmpty()) {
          working.add(
              probe(
                  offer,
                  of,
                  new Samples.Call("", Guess.object(offer.input()), "Say hello.", "", null),
                  true));
        }
      }
    }
  }

  /** Only what leaves nothing behind is called with what is made up. */
  private void guess(Offer offer, Samples.Of of, Tool tool) {
    if (tool.effect() != Tool.Effect.NONE) {
      return;
    }
    var schema = JsonLike.lenient(tool.inputSchema());
    if (of.calls().stream().noneMatch(call -> call.tool().equals(tool.name()))) {
      working.add(
          probe(
              offer, of, new Samples.Call(tool.name(), Guess.object(schema), "", "", null), true));
    }
    for (var edge : Guess.edges(schema)) {
      edges.add(probe(offer, of, new Samples.Call(tool.name(), edge, "", "", null), true));
    }
  }

  private static Probe probe(Offer offer, Samples.Of of, Samples.Call call, boolean guessed) {
    String what = offer.key() + (call.tool().isEmpty() ? "" : "/" + call.tool());
    var settings = call.settings() != null ? call.settings() : of.settings();
    return new Probe(
        what,
        offer,
        guessed,
        changing(offer, call),
        call.category(),
        settings,
        of.files(),
        work(offer, call));
  }

  private static boolean changing(Offer offer, Samples.Call call) {
    return offer.kind() == Offer.Kind.CONNECTOR
        && offer.connector().tools().stream()
            .anyMatch(tool -> tool.name().equals(call.tool()) && tool.effect() != Tool.Effect.NONE);
  }

  private static Probe.Work work(Offer offer, Samples.Call call) {
    return switch (offer.kind()) {
      case AGENT ->
          (context, files) ->
              ((Agent) offer.service())
                  .run(
                      new AgentTask("task-of-the-kit", 1, call.text(), files.in(call.arguments())),
                      context);
      case MODEL ->
          (context, files) ->
              ((ModelProvider) offer.service())
                  .generate(
                      new ModelRequest("", List.of(Message.user(call.text())), List.of(), Map.of()),
                      context);
      case CONNECTOR ->
          (context, files) ->
              tool(offer, call.tool()).function().call(files.in(call.arguments()), context);
      case OBSERVER ->
          (context, files) -> {
            observe((WorkflowObserver) offer.service());
            return null;
          };
    };
  }

  private static Tool tool(Offer offer, String name) {
    return offer.connector().tools().stream()
        .filter(tool -> tool.name().equals(name))
        .findFirst()
        .orElseThrow(() ->
            new AssertionError("The samples call " + name + ", which " + offer.key() + " has not"));
  }

  private static void observe(WorkflowObserver observer) throws Exception {
    for (String type :
        List.of("ExecutionStarted", "StepScheduled", "StepCompleted", "ExecutionFailed", "New")) {
      observer.observe(new WorkflowEvent(type, "execution-1", 1, NOON, Map.of("step", "one")));
    }
  }
}
