package io.aiops.studio.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.host.execution.Unwatched;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Nothing is forgotten; what is late, a test says. */
final class LateExecutions implements Unwatched {

  final List<Overdue> overdue = new ArrayList<>();
  final List<Elsewhere> elsewhere = new ArrayList<>();
  private final UUID workspace;

  LateExecutions(UUID workspace) {
    this.workspace = workspace;
  }

  @Override
  public List<UUID> page(UUID workspaceId, @Nullable UUID after, int limit) {
    return List.of();
  }

  @Override
  public List<Overdue> overdue(UUID workspaceId, Instant before, int limit) {
    assertThat(workspaceId).isEqualTo(workspace);
    return overdue.stream().filter(late -> late.since().isBefore(before)).toList();
  }

  @Override
  public Set<UUID> watch(UUID workspaceId, Collection<UUID> executions, Instant at) {
    return Set.of();
  }

  @Override
  public List<Row> page(@Nullable UUID after, int limit) {
    return List.of();
  }

  @Override
  public Set<UUID> watch(Collection<Row> executions, Instant at) {
    return Set.of();
  }

  @Override
  public long overdueElsewhere(UUID workspaceId, Instant before) {
    return overdueElsewhere(workspaceId, before, Integer.MAX_VALUE).size();
  }

  @Override
  public List<Elsewhere> overdueElsewhere(UUID workspaceId, Instant before, int limit) {
    assertThat(workspaceId).isEqualTo(workspace);
    return elsewhere.stream().filter(late -> late.since().isBefore(before)).limit(limit).toList();
  }
}
