package io.aiops.studio.host.execution;

import io.aiops.studio.host.definition.Workflow;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is known of one execution as a whole. Only {@link ExecutionState} changes it. */
public abstract sealed class ExecutionFacts permits ExecutionState {

  final UUID id;
  final UUID workspaceId;
  final Workflow workflow;

  ExecutionStatus status = ExecutionStatus.PENDING;
  Map<String, @Nullable Object> inputs = Map.of();
  String startedBy = "";
  int part = Integer.MAX_VALUE;
  @Nullable Instant startedAt;
  @Nullable Instant endedAt;
  @Nullable Object output;
  @Nullable Failure failure;
  boolean slaBreached;
  long sequence;
  Hash hash;
  long size;

  ExecutionFacts(UUID id, UUID workspaceId, Workflow workflow) {
    this.id = id;
    this.workspaceId = workspaceId;
    this.workflow = workflow;
    this.hash = EventChain.root(id);
  }

  public UUID id() {
    return id;
  }

  public UUID workspaceId() {
    return workspaceId;
  }

  public Workflow workflow() {
    return workflow;
  }

  public ExecutionStatus status() {
    return status;
  }

  public Map<String, @Nullable Object> inputs() {
    return inputs;
  }

  public String startedBy() {
    return startedBy;
  }

  /** How many items of its lists one decision opens at most. */
  public int part() {
    return part;
  }

  /** Null before it began. */
  public @Nullable Instant startedAt() {
    return startedAt;
  }

  /** Null before its end. */
  public @Nullable Instant endedAt() {
    return endedAt;
  }

  public @Nullable Object output() {
    return output;
  }

  public @Nullable Failure failure() {
    return failure;
  }

  /** Whether it was noted that it took longer than promised. */
  public boolean slaBreached() {
    return slaBreached;
  }

  /** How many events it has had. */
  public long sequence() {
    return sequence;
  }

  /** Of its last event; of none, what stands before the first. */
  public Hash hash() {
    return hash;
  }

  /** Characters of the events it was read from or gave: it holds no more than a part of them. */
  public long size() {
    return size;
  }
}
