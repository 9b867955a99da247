package io.aiops.studio.marketplace.remark;

import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.identity.Permission;
import io.aiops.studio.host.problem.InvalidException;
import io.aiops.studio.host.problem.NotFoundException;
import io.aiops.studio.marketplace.listing.Words;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that one person left on a listing. Everybody of the studio reads it until it is hidden,
 * which the administrators of its workspace may, and the studio's, whose listings they are.
 */
public interface Remark {

  /** In which it was written. */
  UUID workspace();

  UUID user();

  String userName();

  /** Why it was hidden; empty unless it is. */
  String hidden();

  /** Whether the one who looks wrote it. */
  default boolean by(Caller caller) {
    return user().equals(caller.userId());
  }

  /** Whether the one who looks may hide it, or show it again. */
  default boolean hideableBy(Caller caller) {
    return caller.mayAdministerStudio() || (near(caller) && caller.may(Permission.ADMINISTER));
  }

  /** What is hidden is seen by its author, and by whoever may show it again. */
  default boolean seenBy(Caller caller) {
    return hidden().isEmpty() || by(caller) || hideableBy(caller);
  }

  /** Null if they wrote it in another workspace than the one who looks is in. */
  default @Nullable String author(Caller caller) {
    return near(caller) ? userName() : null;
  }

  private boolean near(Caller caller) {
    return workspace().equals(caller.workspaceId());
  }

  /**
   * What the caller may hide; of what they may not, they do not learn whether it is there.
   *
   * @param kind what it is called in the refusal
   * @param reason one line for its author; empty shows it again
   * @return the reason as it is kept
   */
  static String reason(
      Caller caller, Optional<? extends Remark> remark, String kind, UUID id, String reason) {
    caller.require(Permission.ADMINISTER);
    Words.line("reason", reason, Words.REASON)
        .ifPresent(problem -> {
          throw new InvalidException(List.of(problem));
        });
    if (remark.filter(one -> one.hideableBy(caller)).isEmpty()) {
      throw new NotFoundException(kind, id.toString());
    }
    return reason.strip();
  }
}
