package io.aiops.studio.host.taskqueue;

import io.aiops.studio.host.execution.PlanBounds;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A task for tests: plain, but for what is said of it. */
public final class SomeTask {

  /** Of tasks that name none. */
  public static final UUID WORKSPACE = new UUID(7, 7);

  private final String kind;
  private final String target;
  private final UUID id = UUID.randomUUID();
  private UUID workspaceId = WORKSPACE;
  private String path = "step";
  private String instruction = "do it";
  private @Nullable Object input = Map.of();
  private List<String> tools = List.of();
  private long timeoutMillis = 1_000;
  private Instant scheduledAt = Instant.EPOCH;
  private TaskWaits waits = TaskWaits.UNBOUNDED;
  private TaskApprovals approvals = TaskApprovals.NONE;
  private String pool = "default";
  private int priority = 4;
  private int attempt = 1;
  private int resumes;
  private int resumesSince;
  private @Nullable PlanBounds plan;

  private SomeTask(String kind, String target) {
    this.kind = kind;
    this.target = target;
  }

  /** Of an execution of its own. */
  public static SomeTask of(String kind, String target) {
    return new SomeTask(kind, target);
  }

  public SomeTask path(String to) {
    path = to;
    return this;
  }

  public SomeTask instruction(String to) {
    instruction = to;
    return this;
  }

  public SomeTask input(@Nullable Object to) {
    input = to;
    return this;
  }

  public SomeTask tools(List<String> to) {
    tools = to;
    return this;
  }

  public SomeTask timeoutMillis(long to) {
    timeoutMillis = to;
    return this;
  }

  public SomeTask scheduledAt(Instant to) {
    scheduledAt = to;
    return this;
  }

  public SomeTask waits(TaskWaits to) {
    waits = to;
    return this;
  }

  public SomeTask approvals(TaskApprovals to) {
    approvals = to;
    return this;
  }

  public SomeTask workspace(UUID to) {
    workspaceId = to;
    return this;
  }

  public SomeTask pool(String to) {
    pool = to;
    return this;
  }

  public SomeTask priority(int to) {
    priority = to;
    return this;
  }

  public SomeTask plan(@Nullable PlanBounds to) {
    plan = to;
    return this;
  }

  /** It goes on from the attempt before. */
  public SomeTask after(int before) {
    return after(before, before);
  }

  /** It goes on from the attempts before, as far back as the first. */
  public SomeTask after(int before, int first) {
    attempt = before + 1;
    resumes = before;
    resumesSince = first;
    return this;
  }

  /** The same attempt each time. */
  public Task task() {
    return new Task(
        id,
        workspaceId,
        path,
        attempt,
        kind,
        target,
        instruction,
        input,
        "",
        tools,
        Map.of(),
        timeoutMillis,
        "ada",
        scheduledAt,
        0,
        false,
        waits,
        id,
        approvals,
        TaskPlaces.NONE,
        pool,
        priority,
        resumes,
        resumesSince,
        Map.of(),
        plan);
  }
}
