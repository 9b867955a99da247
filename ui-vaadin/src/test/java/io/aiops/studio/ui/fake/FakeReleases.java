package io.aiops.studio.ui.fake;

import io.aiops.studio.marketplace.publishing.About;
import io.aiops.studio.marketplace.publishing.ReleaseStore;
import io.aiops.studio.marketplace.publishing.Rules;
import io.aiops.studio.marketplace.publishing.Submission;
import io.aiops.studio.marketplace.publishing.Submission.State;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What was submitted, in memory. */
public final class FakeReleases implements ReleaseStore {

  private final ConcurrentMap<UUID, Submission> all = new ConcurrentHashMap<>();
  private final Map<String, byte[]> files = new HashMap<>();
  private final Map<String, Deprecation> deprecations = new HashMap<>();
  private volatile CountDownLatch answers = new CountDownLatch(0);

  /** Whoever asks for what is published waits from now on, until it is counted down. */
  public CountDownLatch stall() {
    answers = new CountDownLatch(1);
    return answers;
  }

  @Override
  public boolean add(Submission submission, Map<String, byte[]> contents) {
    files.putAll(contents);
    return all.putIfAbsent(submission.id(), submission) == null;
  }

  @Override
  public Optional<Submission> find(UUID id) {
    return Optional.ofNullable(all.get(id));
  }

  @Override
  public List<Submission> list(@Nullable State state) {
    return all.values().stream().filter(one -> state == null || one.state() == state).toList();
  }

  @Override
  public List<Submission> published() {
    try {
      answers.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while the catalog was slow", e);
    }
    return list(State.PUBLISHED);
  }

  @Override
  public boolean describe(UUID id, About about) {
    return change(
        id,
        one ->
            new Submission(
                one.id(),
                one.listing(),
                one.version(),
                one.state(),
                one.shown(),
                about,
                one.submittedAt(),
                one.submittedBy(),
                one.decidedAt(),
                one.decidedBy(),
                one.reason(),
                one.yanked()));
  }

  @Override
  public boolean decide(UUID id, State state, String by, String reason, Instant at) {
    return change(
        id,
        one ->
            new Submission(
                one.id(),
                one.listing(),
                one.version(),
                state,
                one.shown(),
                one.about(),
                one.submittedAt(),
                one.submittedBy(),
                at,
                by,
                reason,
                one.yanked()));
  }

  private boolean change(UUID id, UnaryOperator<Submission> change) {
    Submission one = all.get(id);
    return one != null && one.state() == State.SUBMITTED && all.replace(id, one, change.apply(one));
  }

  @Override
  public boolean yank(String listing, String version, String reason) {
    return published().stream()
        .filter(one -> one.listing().equals(listing) && one.version().equals(version))
        .findFirst()
        .map(one ->
            all.replace(
                one.id(),
                new Submission(
                    one.id(),
                    one.listing(),
                    one.version(),
                    one.state(),
                    one.shown(),
                    one.about(),
                    one.submittedAt(),
                    one.submittedBy(),
                    one.decidedAt(),
                    one.decidedBy(),
                    one.reason(),
                    reason)))
        .isPresent();
  }

  @Override
  public Optional<byte[]> file(String sha256) {
    return Optional.ofNullable(files.get(sha256));
  }

  @Override
  public Map<String, Deprecation> deprecations() {
    return Map.copyOf(deprecations);
  }

  @Override
  public void deprecate(String listing, @Nullable Deprecation deprecation) {
    if (deprecation == null) {
      deprecations.remove(listing);
    } else {
      deprecations.put(listing, deprecation);
    }
  }

  private Rules rules = Rules.USUAL;

  @Override
  public Rules rules() {
    return rules;
  }

  @Override
  public void rules(Rules given) {
    rules = given;
  }

  @Override
  public Optional<Issue> issue() {
    return Optional.empty();
  }

  @Override
  public boolean issue(long before, Issue next) {
    return false;
  }
}
