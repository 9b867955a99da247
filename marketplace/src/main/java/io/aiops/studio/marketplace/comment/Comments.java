package io.aiops.studio.marketplace.comment;

import io.aiops.studio.host.identity.Audit;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.identity.Permission;
import io.aiops.studio.host.problem.ConflictException;
import io.aiops.studio.host.problem.InvalidException;
import io.aiops.studio.host.problem.NotFoundException;
import io.aiops.studio.host.problem.Problem;
import io.aiops.studio.marketplace.listing.Words;
import io.aiops.studio.marketplace.remark.Remark;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reading and writing needs VIEW. Each removes their own. */
public final class Comments {

  /** So many of one person and listing: it is a place to talk, not one to fill. */
  public static final int MOST = 50;

  /**
   * A comment as somebody sees it.
   *
   * @param author null if they wrote it in another workspace than the one who looks is in
   * @param mine whether the one who looks wrote it, and may remove it
   * @param hideable whether the one who looks may hide it, or show it again
   * @param hidden why it is hidden; its author and who may show it again see it
   */
  public record Seen(
      UUID id,
      @Nullable String author,
      boolean mine,
      boolean hideable,
      String words,
      Instant writtenAt,
      String hidden) {}

  private final CommentStore store;
  private final Audit audit;
  private final Clock clock;

  public Comments(CommentStore store, Audit audit, Clock clock) {
    this.store = store;
    this.audit = audit;
    this.clock = clock;
  }

  /** The oldest first, the newest 500. */
  public List<Seen> list(Caller caller, String listing) {
    caller.require(Permission.VIEW);
    return store.of(listing).stream()
        .filter(one -> one.seenBy(caller))
        .map(one -> seen(one, caller))
        .toList();
  }

  private static Seen seen(Comment comment, Caller by) {
    return new Seen(
        comment.id(),
        comment.author(by),
        comment.by(by),
        comment.hideableBy(by),
        comment.words(),
        comment.writtenAt(),
        comment.hidden());
  }

  /**
   * @param words 1 to 2000 characters, of several lines or one
   * @throws ConflictException if they have written {@value #MOST} of that listing
   */
  public Seen write(Caller caller, String listing, String words) {
    caller.require(Permission.VIEW);
    if (words.isBlank()) {
      throw new InvalidException("words", "are empty; say something, in at most 2000 characters.");
    }
    Words.lines("words", words, Words.REVIEW).ifPresent(Comments::refuse);
    if (store.count(listing, caller.userId()) >= MOST) {
      throw new ConflictException(
          "You have written %d comments of '%s', the most there can be. Remove one first."
              .formatted(MOST, listing));
    }
    Comment comment =
        new Comment(
            UUID.randomUUID(),
            listing,
            caller.workspaceId(),
            caller.userId(),
            caller.userName(),
            words.strip(),
            clock.instant().truncatedTo(ChronoUnit.MICROS),
            "");
    store.add(comment);
    audit.record(caller, "comment.write", listing, Map.of("comment", comment.id()));
    return seen(comment, caller);
  }

  /** One of the caller's own. */
  public void remove(Caller caller, String listing, UUID id) {
    caller.require(Permission.VIEW);
    boolean mine = store.find(listing, id).filter(one -> one.by(caller)).isPresent();
    if (!mine || !store.remove(listing, id)) {
      throw new NotFoundException("comment of yours", id.toString());
    }
    audit.record(caller, "comment.remove", listing, Map.of("comment", id));
  }

  /**
   * Hides it, or shows it again.
   *
   * @param reason one line for its author; empty shows it again
   * @throws NotFoundException if it is not there, or the caller may not hide it
   */
  public void hide(Caller caller, String listing, UUID id, String reason) {
    String kept = Remark.reason(caller, store.find(listing, id), "comment", id, reason);
    if (!store.hide(listing, id, kept)) {
      throw new NotFoundException("comment", id.toString());
    }
    audit.record(caller, "comment.hide", listing, Map.of("comment", id, "reason", kept));
  }

  private static void refuse(Problem problem) {
    throw new InvalidException(List.of(problem));
  }
}
