package io.aiops.studio.host.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.host.definition.Workshop;
import io.aiops.studio.host.engine.ExecutionService.Rerun;
import io.aiops.studio.host.engine.SignalService.Signal;
import io.aiops.studio.host.execution.DeadLetter;
import io.aiops.studio.host.execution.Event;
import io.aiops.studio.host.execution.ExecutionStatus;
import io.aiops.studio.host.execution.ExecutionStore.Recorded;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.identity.Role;
import io.aiops.studio.host.identity.Somebody;
import io.aiops.studio.host.json.Json;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** Courses that go back, or another way. All complete. */
enum Again implements Course {
  /** A person finds a result wrong while it runs, and says why. */
  BACK(
      "told",
      List.of("write", "post told", "write", ANEW, "post told", ANEW),
      """
      steps:
        - {id: write, kind: agent, agent: writer, instruction: write, tools: [mail/post]}
        - {id: paid, kind: signal, signal: paid}
      edges: [{from: write, to: paid}]
      output: "{{ steps.write.output }}"
      """) {
    @Override
    public void meanwhile(StudioProcess process, Workshop workshop, UUID id) {
      List<Recorded> log = process.node.store.events(id, 0, MOST_EVENTS);
      if (has(log, Event.RolledBack.class)) {
        process.signals.send(workshop.ada, id, new Signal("paid", 7, "p1"));
      } else if (has(log, Event.SignalAwaited.class)) {
        process.node.executions.rerun(
            workshop.ada, id, new Rerun.RollBack("write", "too short", "back"));
      }
    }

    @Override
    public void check(List<Recorded> log) {
      assertThat(log)
          .filteredOn(recorded -> recorded.event() instanceof Event.RolledBack)
          .as("went back")
          .hasSize(1);
    }
  },

  /** It had failed; what completed is not done again. */
  RETRIED(
      "posted",
      List.of("post one", "post two"),
      """
      steps:
        - {id: one, kind: tool, tool: mail/post, input: {text: one}}
        - {id: fails, kind: agent, agent: mended, retry: {attempts: 1}}
        - {id: two, kind: tool, tool: mail/post, input: {text: two}}
      edges: [{from: one, to: fails}, {from: fails, to: two}]
      """) {
    @Override
    public Optional<UUID> before(StudioProcess process, Workshop workshop, String key) {
      return Optional.of(begin(process, workshop, key + "-before"));
    }

    @Override
    public UUID start(StudioProcess process, Workshop workshop, @Nullable UUID before, String key) {
      return process
          .node
          .executions
          .rerun(workshop.ada, before, new Rerun.Retry(key))
          .executionId();
    }
  },

  /** It had completed; from its second step on it is done again. */
  FORKED(
      "posted",
      List.of("post two"),
      """
      steps:
        - {id: one, kind: tool, tool: mail/post, input: {text: one}}
        - {id: two, kind: tool, tool: mail/post, input: {text: two}}
      edges: [{from: one, to: two}]
      """) {
    @Override
    public Optional<UUID> before(StudioProcess process, Workshop workshop, String key) {
      return Optional.of(begin(process, workshop, key + "-before"));
    }

    @Override
    public UUID start(StudioProcess process, Workshop workshop, @Nullable UUID before, String key) {
      return process
          .node
          .executions
          .rerun(workshop.ada, before, new Rerun.Fork("two", null, null, Map.of(), key))
          .executionId();
    }
  },

  /** An attempt does not end in its time. */
  SLOW(
      "done",
      List.of("post after"),
      """
      steps:
        - {id: slow, kind: agent, agent: slow-first, timeout: PT0.3S,
           retry: {attempts: 3, delay: PT0.05S}}
        - {id: after, kind: tool, tool: mail/post, input: {text: after}}
      edges: [{from: slow, to: after}]
      output: "{{ steps.slow.output }}"
      """),

  /** The other side is away; another does it. */
  FALLEN(
      "posted",
      List.of("post mirrored"),
      """
      steps:
        - id: send
          kind: tool
          tool: away/post
          input: {text: away}
          retry: {attempts: 2, delay: PT0.05S}
          fallback: {kind: tool, tool: mail/post, input: {text: mirrored}}
      """) {
    @Override
    public void check(List<Recorded> log) {
      assertThat(log)
          .filteredOn(recorded -> recorded.event() instanceof Event.FallbackTaken)
          .as("went the other way")
          .hasSize(1);
    }
  },

  /** The engine cannot take in what a step says; a person mends that, and sends it again. */
  ODD(
      "even",
      List.of("post once"),
      """
      steps:
        - {id: say, kind: agent, agent: says-odd, tools: [mail/post]}
      output: "{{ steps.say.output }}"
      """) {
    @Override
    public void meanwhile(StudioProcess process, Workshop workshop, UUID id) {
      Caller grace = Somebody.with(Role.ADMINISTRATOR, workshop.ada.workspaceId());
      for (DeadLetter letter : process.letters.list(grace)) {
        Map<String, Object> body = Json.parseMap(process.letters.get(grace, letter.id()).body());
        Map<String, Object> result = new LinkedHashMap<>();
        ((Map<?, ?>) body.get("result")).forEach((name, value) -> result.put("" + name, value));
        result.put("output", "even");
        body.put("result", result);
        process.letters.edit(grace, letter.id(), body);
        process.letters.sendAgain(grace, letter.id());
      }
    }

    /**
     * An outcome that came twice may have died twice: of one that has ended, it changes nothing.
     */
    @Override
    public void finish(StudioProcess process, Workshop workshop) {
      Caller grace = Somebody.with(Role.ADMINISTRATOR, workshop.ada.workspaceId());
      for (DeadLetter letter : process.letters.list(grace)) {
        long events = process.node.store.header(letter.executionId()).orElseThrow().lastSequence();
        meanwhile(process, workshop, letter.executionId());
        Awaitility.await()
            .atMost(Duration.ofMinutes(1))
            .until(() -> process.node.queue.depths().get("commands") == 0);
        assertThat(process.node.store.events(letter.executionId(), events, 1)).isEmpty();
      }
      assertThat(process.letters.list(grace)).isEmpty();
    }
  },

  /** What a model says is too large for a row of the ledger, and of the log. */
  LARGE(
      150_000,
      List.of("much", "post 150000"),
      """
      steps:
        - {id: say, kind: agent, agent: says-much}
        - id: send
          kind: tool
          tool: mail/post
          input: {text: "{{ $string($length(steps.say.output)) }}"}
      edges: [{from: say, to: send}]
      output: "{{ $length(steps.say.output) }}"
      """);

  private final Object output;
  private final List<String> calls;
  private final String body;

  Again(Object output, List<String> calls, String body) {
    this.output = output;
    this.calls = calls;
    this.body = body;
  }

  @Override
  public int step() {
    return 8;
  }

  private static boolean has(List<Recorded> log, Class<? extends Event> kind) {
    return log.stream().anyMatch(recorded -> kind.isInstance(recorded.event()));
  }

  @Override
  public ExecutionStatus end() {
    return ExecutionStatus.COMPLETED;
  }

  @Override
  public Object output() {
    return output;
  }

  @Override
  public List<String> calls() {
    return calls;
  }

  @Override
  public String body() {
    return body;
  }
}
