package io.aiops.studio.host.plugin;

import java.util.List;
import java.util.UUID;

/**
 * What in the studio relies on plugins that are to change. Of workspaces that whoever asks belongs
 * to, with names; of all others, how many.
 *
 * @param workspaces by name
 * @param elsewhere in all other workspaces together
 * @param complete false if there was too much to look at all of it
 */
public record Affected(List<InWorkspace> workspaces, Elsewhere elsewhere, boolean complete) {

  /** So many of each are named in a workspace; the counts are of all. */
  public static final int MOST_NAMED = 20;

  public static final Affected NOTHING =
      new Affected(List.of(), new Elsewhere(0, Counts.NONE), true);

  /**
   * How many of each.
   *
   * @param workflows that have such a step in their newest version
   * @param lost steps and connections that would have nothing to call any more
   * @param executions that have not ended and are of a version with such a step
   * @param lostExecutions of those, the ones that would have nothing to call any more
   * @param troubles settings that would not fit any more
   */
  public record Counts(
      long workflows,
      long steps,
      long connections,
      long lost,
      long executions,
      long lostExecutions,
      long troubles) {

    public static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0, 0);

    public Counts plus(Counts other) {
      return new Counts(
          workflows + other.workflows,
          steps + other.steps,
          connections + other.connections,
          lost + other.lost,
          executions + other.executions,
          lostExecutions + other.lostExecutions,
          troubles + other.troubles);
    }

    boolean nothing() {
      return equals(NONE);
    }
  }

  /**
   * @param steps the first of them, by workflow
   * @param connections the first of them, by name
   * @param troubles the first of them
   */
  public record InWorkspace(
      UUID id,
      String name,
      Counts counts,
      List<StepUse> steps,
      List<ConnectionUse> connections,
      List<Trouble> troubles) {
    public InWorkspace {
      steps = List.copyOf(steps);
      connections = List.copyOf(connections);
      troubles = List.copyOf(troubles);
    }
  }

  /**
   * A step of a workflow's newest version.
   *
   * @param step its path
   * @param uses what it names: {@code agent triage@1.2.0}, {@code tool crm/find}, {@code model
   *     fast}
   * @param lost whether it would have nothing to call any more
   */
  public record StepUse(String workflow, String step, String uses, boolean lost) {}

  /**
   * @param provider the connector or model provider
   * @param lost whether that goes
   */
  public record ConnectionUse(String name, String kind, String provider, boolean lost) {}

  /**
   * A setting that would not fit any more.
   *
   * @param place {@code connection crm}, {@code workflow triage, step read}
   * @param field its path in the settings
   * @param found the shape of what is stored, never the value: {@code a text}, {@code a secret}
   * @param expected what the new version expects
   */
  public record Trouble(String place, String field, String found, String expected) {}

  /**
   * @param workspaces how many others are affected
   */
  public record Elsewhere(long workspaces, Counts counts) {}

  public Affected {
    workspaces = List.copyOf(workspaces);
  }

  /** Of all workspaces. */
  public Counts all() {
    return workspaces.stream().map(InWorkspace::counts).reduce(elsewhere.counts(), Counts::plus);
  }
}
