package io.aiops.studio.host.identity;

import io.aiops.studio.host.identity.IdentityViews.AuditEntry;
import io.aiops.studio.host.identity.IdentityViews.AuditPage;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An audit record in memory, for tests. */
public final class InMemoryAuditLog implements AuditLog {

  private record Line(UUID workspaceId, AuditEntry entry) {}

  private final List<Line> lines = new ArrayList<>();
  private final Clock clock;

  public InMemoryAuditLog(Clock clock) {
    this.clock = clock;
  }

  @Override
  public void record(
      Caller caller, String action, String subject, Map<String, @Nullable Object> details) {
    AuditEntry entry =
        new AuditEntry(
            lines.size() + 1L, clock.instant(), caller.userName(), action, subject, details);
    lines.add(new Line(caller.workspaceId(), entry));
  }

  @Override
  public AuditPage page(UUID workspaceId, @Nullable Long before, int limit) {
    List<AuditEntry> items =
        lines.reversed().stream()
            .filter(line -> line.workspaceId().equals(workspaceId))
            .map(Line::entry)
            .filter(entry -> before == null || entry.id() < before)
            .toList();
    return items.size() <= limit
        ? new AuditPage(items, null)
        : new AuditPage(items.subList(0, limit), items.get(limit - 1).id());
  }
}
