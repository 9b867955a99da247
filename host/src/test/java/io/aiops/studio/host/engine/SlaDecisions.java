package io.aiops.studio.host.engine;

import io.aiops.studio.host.taskqueue.Command;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What takes longer than was promised. */
abstract class SlaDecisions extends Decisions {

  private void later(String duration) {
    now = now.plus(Duration.parse(duration));
    send(new Command.Look(ID));
  }

  @Test
  void what_takes_longer_than_promised_is_noted_once_and_goes_on() {
    start(
        """
        sla: PT1H
        steps:
          - {id: a, kind: agent, agent: echo, sla: PT10M}
          - {id: nap, kind: wait, duration: PT3H, sla: PT2H}
        edges: [{from: a, to: nap}]
        """);
    drain();
    later("PT9M59S");
    expect();
    later("PT1S");
    expect("SlaBreached a 2026-11-23T08:10:00Z");
    later("PT1S");
    expect();
    complete("a", 1, "A");
    expect("StepCompleted a", "StepWaiting nap");
    later("PT1H");
    expect("SlaBreached 2026-11-23T09:00:00Z");
    later("PT2H");
    expect("SlaBreached nap 2026-11-23T10:10:01Z");
    send(new Command.Timer(ID, "nap", 1));
    expect("StepCompleted nap", "ExecutionCompleted");
    later("PT9H");
    expect();
  }

  @Test
  void what_ends_too_late_before_anybody_looked_is_noted_first() {
    start(
        """
        sla: PT1H
        steps:
          - id: each
            kind: forEach
            items: "[1, 2]"
            sla: PT40M
            steps: [{id: t, kind: tool, tool: text/x, sla: PT20M}]
          - {id: b, kind: agent, agent: echo}
        """);
    drain();
    complete("each[0]/t", 1, 0);
    drain();
    now = NOW.plusSeconds(1800);
    fail("each[1]/t", 1, "unavailable", true);
    expect("StepFailed each[1]/t again");
    send(new Command.Timer(ID, "each[1]/t", 1));
    drain();
    now = NOW.plusSeconds(3000);
    complete("each[1]/t", 2, 1);
    expect(
        "SlaBreached each 2026-11-23T08:40:00Z",
        "SlaBreached each[1]/t 2026-11-23T08:20:00Z",
        "StepCompleted each[1]/t",
        "ItemCompleted each[1]",
        "ItemsCompleted each");
    now = NOW.plusSeconds(3601);
    send(new Command.Cancel(ID, "ada"));
    expect("SlaBreached 2026-11-23T09:00:00Z", "ExecutionCancelled");
  }

  @Test
  void a_rollback_does_not_undo_that_it_was_late() {
    start(
        "steps: [{id: a, kind: agent, agent: echo, sla: PT10M}, {id: b, kind: wait, duration: PT9H}]");
    drain();
    later("PT11M");
    expect("SlaBreached a 2026-11-23T08:10:00Z");
    send(new Command.Rollback(ID, "a", "no", "ada", "r1"));
    expect("RolledBack a [a]", "StepScheduled a#2");
    later("PT11M");
    expect();
  }

  @Test
  void a_limited_execution_keeps_its_promise_from_its_start_and_a_step_from_its_own() {
    queues = true;
    start("sla: PT1H\nsteps: [{id: a, kind: agent, agent: echo, sla: PT1H}]");
    drain();
    later("PT1H");
    expect("SlaBreached 2026-11-23T09:00:00Z");
    send(new Command.Granted(ID));
    expect("ExecutionAdmitted", "StepScheduled a#1");
    later("PT1H");
    expect("SlaBreached a 2026-11-23T10:00:00Z");
  }
}
