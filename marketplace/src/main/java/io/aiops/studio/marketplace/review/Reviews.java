package io.aiops.studio.marketplace.review;

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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reading needs VIEW; writing, to have fetched what one speaks of, or to be in a workspace whose
 * executions used it.
 */
public final class Reviews {

  /**
   * A review as somebody sees it.
   *
   * @param id to hide it by; null unless the one who looks may
   * @param author null if they wrote it in another workspace than the one who looks is in
   * @param hidden why it is hidden; its author and who may show it again see it
   */
  public record Seen(
      @Nullable UUID id,
      @Nullable String author,
      boolean mine,
      String version,
      int stars,
      String words,
      Instant writtenAt,
      String hidden) {}

  private final ReviewStore store;
  private final Use use;
  private final Audit audit;
  private final Clock clock;

  public Reviews(ReviewStore store, Use use, Audit audit, Clock clock) {
    this.store = store;
    this.use = use;
    this.audit = audit;
    this.clock = clock;
  }

  /** The newest first. */
  public List<Seen> list(Caller caller, String listing) {
    caller.require(Permission.VIEW);
    return store.of(listing).stream()
        .filter(one -> one.seenBy(caller))
        .map(one -> seen(one, caller))
        .toList();
  }

  private static Seen seen(Review review, Caller by) {
    return new Seen(
        review.hideableBy(by) ? review.user() : null,
        review.author(by),
        review.by(by),
        review.version(),
        review.stars(),
        review.words(),
        review.writtenAt(),
        review.hidden());
  }

  /**
   * Whether the caller may write a review: they have fetched it, or their workspace has used it.
   */
  public boolean may(Caller caller, String listing) {
    caller.require(Permission.VIEW);
    return version(caller, listing).isPresent();
  }

  /**
   * Writes the caller's review, in place of the one before.
   *
   * @throws ConflictException if they never fetched it, and no execution here used it
   */
  public Seen write(Caller caller, String listing, int stars, String words) {
    caller.require(Permission.VIEW);
    List<Problem> problems = new ArrayList<>();
    if (stars < 1 || stars > 5) {
      problems.add(new Problem("stars", "are %d; expected 1 to 5.".formatted(stars)));
    }
    Words.lines("words", words, Words.REVIEW).ifPresent(problems::add);
    if (!problems.isEmpty()) {
      throw new InvalidException(problems);
    }
    String version =
        version(caller, listing)
            .orElseThrow(() ->
                new ConflictException(
                    "A review is by somebody who has it: install '%s' first, or run a workflow that uses it."
                        .formatted(listing)));
    store.save(
        new Review(
            listing,
            caller.userId(),
            caller.workspaceId(),
            caller.userName(),
            version,
            stars,
            words.strip(),
            clock.instant().truncatedTo(ChronoUnit.MICROS),
            ""));
    audit.record(caller, "review.write", listing, Map.of("version", version, "stars", stars));
    return seen(store.find(listing, caller.userId()).orElseThrow(), caller);
  }

  private Optional<String> version(Caller caller, String listing) {
    return store.fetched(listing, caller.userId()).or(() -> use.version(caller, listing));
  }

  /** The caller's own. */
  public void remove(Caller caller, String listing) {
    caller.require(Permission.VIEW);
    if (!store.remove(listing, caller.userId())) {
      throw new NotFoundException("review of yours of", listing);
    }
    audit.record(caller, "review.remove", listing, Map.of());
  }

  /**
   * Hides it, or shows it again.
   *
   * @param reason one line for its author; empty shows it again
   * @throws NotFoundException if it is not there, or the caller may not hide it
   */
  public void hide(Caller caller, String listing, UUID id, String reason) {
    String kept = Remark.reason(caller, store.find(listing, id), "review", id, reason);
    if (!store.hide(listing, id, kept)) {
      throw new NotFoundException("review", id.toString());
    }
    audit.record(caller, "review.hide", listing, Map.of("review", id, "reason", kept));
  }
}
