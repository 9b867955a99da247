package io.aiops.studio.host.identity;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What views and REST show of people. */
public final class IdentityViews {

  private IdentityViews() {}

  /** A member of the caller's workspace. */
  public record Member(
      UUID userId,
      String userName,
      String displayName,
      Role role,
      boolean enabled,
      Instant createdAt,
      @Nullable Instant lastSignIn) {}

  /** A workspace the person belongs to. */
  public record WorkspaceView(UUID id, String name, Role role) {}

  /** An API token, without its secret. */
  public record TokenView(
      UUID id,
      String name,
      Set<Permission> scopes,
      Instant createdAt,
      Instant expiresAt,
      @Nullable Instant lastUsedAt) {}

  /** A new token: the only time its secret is seen. */
  public record NewToken(TokenView token, String secret) {}

  /** One line of the audit record. */
  public record AuditEntry(
      long id,
      Instant at,
      String userName,
      String action,
      String subject,
      Map<String, @Nullable Object> details) {}

  /** A page of the audit record, newest first. */
  public record AuditPage(List<AuditEntry> items, @Nullable Long next) {}
}
