package io.aiops.studio.host.identity;

import io.aiops.studio.host.identity.IdentityViews.AuditPage;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Keeps the audit record: it grows at its end and nowhere else. */
public interface AuditLog extends Audit {

  /**
   * @param before entries older than this id; null for the newest
   */
  AuditPage page(UUID workspaceId, @Nullable Long before, int limit);
}
