package io.aiops.studio.host.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.host.approval.ApprovalService.Decision;
import io.aiops.studio.host.approval.ApprovalViews.Filter;
import io.aiops.studio.host.approval.ApprovalViews.Summary;
import io.aiops.studio.host.definition.Workshop;
import io.aiops.studio.host.engine.SignalService.Signal;
import io.aiops.studio.host.execution.Event;
import io.aiops.studio.host.execution.ExecutionStatus;
import io.aiops.studio.host.execution.ExecutionStore.Recorded;
import io.aiops.studio.host.execution.Verdict;
import io.aiops.studio.host.problem.ConflictException;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Courses that only go on. */
enum Onward implements Course {
  LETTER(
      ExecutionStatus.COMPLETED,
      Map.of("sent", "posted", "sum", 12),
      List.of("write", "post told", "write", "post told"),
      """
      steps:
        - {id: write, kind: agent, agent: writer, instruction: write, tools: [mail/post]}
        - {id: send, kind: tool, tool: mail/post, input: {text: "{{ steps.write.output }}"}}
        - {id: again, kind: agent, agent: second-time, retry: {attempts: 3, delay: PT0.05S}}
        - {id: rest, kind: wait, duration: PT0.05S}
        - id: each
          kind: forEach
          items: "[1..3]"
          concurrency: 2
          steps: [{id: t, kind: transform, expression: "item * 2"}]
          output: "{{ steps.t.output }}"
      edges: [{from: write, to: send}, {from: send, to: rest}, {from: rest, to: each}]
      output: {sent: "{{ steps.send.output }}", sum: "{{ $sum(steps.each.output) }}"}
      """),

  /** One child completes, the other fails, and the parent hears of both. */
  FAMILY(
      ExecutionStatus.COMPLETED,
      Map.of("greets", "told", "breaks", "stated"),
      List.of("hi", "post told", "hi"),
      """
      steps:
        - {id: greets, kind: workflow, workflow: greets}
        - {id: breaks, kind: workflow, workflow: breaks, onFailure: {then: continue, output: stated}}
      edges: [{from: greets, to: breaks}]
      output: {greets: "{{ steps.greets.output }}", breaks: "{{ steps.breaks.output }}"}
      """),

  /** The parent fails: its child is cancelled, and what it did is undone. */
  DISOWNING(
      ExecutionStatus.FAILED,
      null,
      List.of("post in", "post out"),
      """
      steps:
        - {id: book, kind: tool, tool: mail/post, input: {text: in},
           undo: {kind: tool, tool: mail/post, input: {text: out}}}
        - {id: child, kind: workflow, workflow: waits}
        - {id: rest, kind: wait, duration: PT0.1S}
        - {id: fails, kind: agent, agent: refuses, retry: {attempts: 1}}
      edges: [{from: book, to: child}, {from: book, to: rest}, {from: rest, to: fails}]
      """),

  /** Somebody cancels it: its child is cancelled, and what it did is undone, the last first. */
  TRIP(
      ExecutionStatus.CANCELLED,
      null,
      List.of("post in", "hotel", "post told", "hotel", "post no told", "post out"),
      """
      steps:
        - {id: book, kind: tool, tool: mail/post, input: {text: in},
           undo: {kind: tool, tool: mail/post, input: {text: out}}}
        - {id: hotel, kind: agent, agent: writer, instruction: hotel, tools: [mail/post],
           undo: {kind: tool, tool: mail/post, input: {text: "no {{ steps.hotel.output }}"}}}
        - {id: child, kind: workflow, workflow: waits}
      edges: [{from: book, to: hotel}, {from: hotel, to: child}]
      """) {
    @Override
    public void meanwhile(StudioProcess process, Workshop workshop, UUID id) {
      boolean begun =
          process.node.store.events(id, 0, MOST_EVENTS).stream()
              .anyMatch(recorded -> recorded.event() instanceof Event.ChildStarted);
      if (begun) {
        process.node.executions.cancel(workshop.ada, id);
      }
    }
  },

  /** Two, of which one at a time may run. */
  NARROW(
      ExecutionStatus.COMPLETED,
      "posted",
      List.of("post enter", "post leave"),
      """
      limits: {executions: 1}
      steps:
        - {id: a, kind: tool, tool: mail/post, input: {text: enter}}
        - {id: b, kind: tool, tool: mail/post, input: {text: leave}}
      edges: [{from: a, to: b}]
      """) {
    @Override
    public int executions() {
      return 2;
    }
  },

  /** Two that need the one place at a connection. */
  DESK(
      ExecutionStatus.COMPLETED,
      "posted",
      List.of("post one"),
      """
      steps:
        - {id: a, kind: tool, tool: desk/post, input: {text: one}}
      """) {
    @Override
    public int executions() {
      return 2;
    }

    @Override
    public void check(List<Recorded> log) {
      assertThat(log)
          .filteredOn(recorded -> recorded.event() instanceof Event.StepAdmitted)
          .as("places given")
          .hasSize(1);
    }
  },

  /** What is to be done is said by a model, and done. */
  PLANNED(
      ExecutionStatus.COMPLETED,
      "posted",
      List.of("plan", "post one", "post two"),
      """
      steps:
        - id: plan
          kind: plan
          planner: {kind: agent, agent: planner, instruction: plan}
          allow: {tools: [mail/post]}
          output: "{{ steps.b.output }}"
      """),

  /** People are asked, and say something by themselves. */
  ASKING(
      ExecutionStatus.COMPLETED,
      Map.of("write", "told", "paid", 7),
      List.of("write", "post told", "write"),
      """
      steps:
        - {id: write, kind: agent, agent: writer, instruction: write, tools: [mail/post],
           approve: [mail/*]}
        - {id: ask, kind: approval, question: "Go on?"}
        - {id: paid, kind: signal, signal: paid}
      edges: [{from: write, to: ask}, {from: ask, to: paid}]
      output: {write: "{{ steps.write.output }}", paid: "{{ steps.paid.output }}"}
      """) {
    @Override
    public void meanwhile(StudioProcess process, Workshop workshop, UUID id) {
      process.signals.send(workshop.ada, id, new Signal("paid", 7, "p1"));
      Filter open = new Filter(false, id, null, 10);
      for (Summary asked : process.approvals.list(workshop.ada, open).items()) {
        try {
          String hash = process.approvals.get(workshop.ada, asked.id()).hash();
          process.approvals.decide(
              workshop.ada, asked.id(), new Decision(hash, Verdict.APPROVE, null, "yes"));
        } catch (ConflictException e) {
          // It was decided before the process died, and counts.
        }
      }
    }
  };

  private final ExecutionStatus end;
  private final Object output;
  private final List<String> calls;
  private final String body;

  Onward(ExecutionStatus end, Object output, List<String> calls, String body) {
    this.end = end;
    this.output = output;
    this.calls = calls;
    this.body = body;
  }

  @Override
  public ExecutionStatus end() {
    return end;
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
