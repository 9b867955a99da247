package io.aiops.studio.host.definition;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A node of a workflow. Strings in its values may hold <code>{{ JSONata }}</code>; a string that is
 * one expression and nothing else keeps the type of its value.
 *
 * @param id letters, digits, {@code _} and {@code -}, unique in its body; expressions name it so
 * @param title what people see; the id if the text has none
 * @param work what it does
 * @param retry when and how often to try again
 * @param timeout start to end of one attempt; null for the studio's default
 * @param timeouts the other bounds of its time
 * @param onFailure what happens when it has failed for good and no failure edge leaves it
 * @param pool the workers its tasks go to; null for the workflow's
 * @param undo what is done, once it has completed, if the execution fails or is cancelled; null for
 *     nothing
 * @param fallback what is done instead when what it needs has not answered; null for nothing
 */
public record Step(
    String id,
    String title,
    Work work,
    Retry retry,
    @Nullable Duration timeout,
    Timeouts timeouts,
    OnFailure onFailure,
    @Nullable String pool,
    @Nullable Step undo,
    @Nullable Step fallback) {

  /** What the id of a step that undoes another ends with: {@code book~undo}. */
  public static final String UNDO = "~undo";

  /** Whether the path is that of a step that undoes another. */
  public static boolean undoes(String path) {
    return path.endsWith(UNDO);
  }

  /**
   * Bounds of a step's time besides that of one attempt; null for none.
   *
   * @param queue from being scheduled until a worker begins with it; another attempt may follow
   * @param total from being scheduled for the first time to the end of the last attempt
   * @param heartbeat between two signs of life of an attempt; another may follow
   * @param sla from its begin to its end; that it took longer is noted, nothing else
   */
  public record Timeouts(
      @Nullable Duration queue,
      @Nullable Duration total,
      @Nullable Duration heartbeat,
      @Nullable Duration sla) {
    public static final Timeouts NONE = new Timeouts(null, null, null, null);
  }

  /** The same step with something it falls back to. */
  Step or(@Nullable Step other) {
    return other == null
        ? this
        : new Step(id, title, work, retry, timeout, timeouts, onFailure, pool, undo, other);
  }

  /** The same step with other work. */
  Step with(Work other) {
    return new Step(id, title, other, retry, timeout, timeouts, onFailure, pool, undo, fallback);
  }

  /** What a step does: one record per {@code kind} of the text. */
  public sealed interface Work {
    /** The word in the text. */
    String kind();
  }

  /**
   * An agent of a plugin runs.
   *
   * @param agent its name
   * @param instruction text, may hold expressions
   * @param input JSON-like, may hold expressions
   * @param model {@code provider} or {@code provider/model}; empty for the workspace's default
   * @param tools the tools it may call, each {@code connection/tool}
   * @param settings as the agent's settings schema says
   * @param approve which of its tools a person has to approve each call of: {@code
   *     connection/tool}, where {@code *} stands for anything
   * @param approval who decides about those, and about whatever else the agent asks
   */
  public record AgentWork(
      String agent,
      String instruction,
      Map<String, @Nullable Object> input,
      String model,
      List<String> tools,
      Map<String, @Nullable Object> settings,
      List<String> approve,
      Approvers approval)
      implements Work {
    /** The same agent with another model. */
    AgentWork asking(String other) {
      return new AgentWork(agent, instruction, input, other, tools, settings, approve, approval);
    }

    @Override
    public String kind() {
      return "agent";
    }
  }

  /**
   * One tool is called.
   *
   * @param tool {@code connection/tool}; a connector's name serves as the connection that needs no
   *     settings
   * @param input its arguments, may hold expressions
   */
  public record ToolWork(String tool, Map<String, @Nullable Object> input) implements Work {
    @Override
    public String kind() {
      return "tool";
    }
  }

  /**
   * A JSONata expression computes a value, on a worker.
   *
   * @param expression the whole text is JSONata
   * @param input what the expression sees as its root, may hold expressions; null: {@code inputs},
   *     {@code steps}, {@code item} and {@code index} as every expression sees them
   */
  public record TransformWork(String expression, @Nullable Object input) implements Work {
    @Override
    public String kind() {
      return "transform";
    }
  }

  /**
   * The first case whose condition holds decides which edges are followed.
   *
   * @param cases in order
   * @param otherwise the name of the case if none holds; null: no edge is followed
   */
  public record SwitchWork(List<Case> cases, @Nullable String otherwise) implements Work {
    /**
     * @param name what edges name in {@code when}
     * @param condition JSONata; holds if its value is truthy
     */
    public record Case(String name, String condition) {}

    @Override
    public String kind() {
      return "switch";
    }
  }

  /**
   * A body runs once per item; its output is the list of results in the order of the items.
   *
   * @param items JSONata that gives a list
   * @param concurrency how many items at the same time, 1 to 1000
   * @param body sees {@code item} and {@code index} (from 0) besides {@code inputs} and {@code
   *     steps}
   * @param output as the workflow's, one per item
   */
  public record ForEachWork(String items, int concurrency, Body body, @Nullable Object output)
      implements Work {
    @Override
    public String kind() {
      return "forEach";
    }
  }

  /**
   * Time passes.
   *
   * @param duration how long, ISO 8601 ({@code PT30S}), may hold expressions; empty if until is set
   * @param until an instant, ISO 8601, may hold expressions; empty if duration is set
   */
  public record WaitWork(String duration, String until) implements Work {
    @Override
    public String kind() {
      return "wait";
    }
  }

  /**
   * Something outside says that something is so; the step's output is what it says.
   *
   * @param signal its name, may hold expressions
   */
  public record SignalWork(String signal) implements Work {
    @Override
    public String kind() {
      return "signal";
    }
  }

  /**
   * A person decides.
   *
   * @param question what they read first, may hold expressions
   * @param details what exactly they approve, JSON-like, may hold expressions; null for nothing
   *     more than the question
   * @param approval who decides
   */
  public record ApprovalWork(String question, @Nullable Object details, Approvers approval)
      implements Work {
    @Override
    public String kind() {
      return "approval";
    }
  }

  /**
   * Another workflow runs, as an execution of its own; the step's output is that one's.
   *
   * @param workflow its name, may hold expressions
   * @param version null for the newest when the step begins
   * @param inputs of that execution, may hold expressions
   */
  public record WorkflowWork(
      String workflow, @Nullable Integer version, Map<String, @Nullable Object> inputs)
      implements Work {
    @Override
    public String kind() {
      return "workflow";
    }
  }

  /**
   * What is done is not known before: a planner makes the steps and edges while the execution runs,
   * and from then on they are part of it.
   *
   * @param planner an agent, a tool or a transform, whose output is the plan
   * @param allow what the plan may use
   * @param output as the workflow's, over the steps of the plan
   */
  public record PlanWork(Work planner, Allow allow, @Nullable Object output) implements Work {

    /**
     * What a plan may name, by patterns in which {@code *} stands for anything. What is empty
     * allows nothing.
     *
     * @param agents by name
     * @param tools {@code connection/tool}
     * @param models besides the workspace's default: {@code provider/model}
     * @param workflows by name
     * @param signals by name
     */
    public record Allow(
        List<String> agents,
        List<String> tools,
        List<String> models,
        List<String> workflows,
        List<String> signals) {}

    @Override
    public String kind() {
      return "plan";
    }
  }

  /**
   * @param then {@code FAIL}: the execution fails; {@code CONTINUE}: the step counts as completed
   *     with {@code output}
   * @param output the output when it continues
   */
  public record OnFailure(Then then, @Nullable Object output) {
    /** In text: {@code fail} and {@code continue}. */
    public enum Then {
      FAIL,
      CONTINUE
    }

    public static final OnFailure DEFAULT = new OnFailure(Then.FAIL, null);
  }
}
