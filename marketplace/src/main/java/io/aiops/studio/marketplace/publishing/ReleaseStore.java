package io.aiops.studio.marketplace.publishing;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Keeps what was submitted to this studio's own catalog. */
public interface ReleaseStore {

  /**
   * Why nobody should begin with a listing.
   *
   * @param successor what to take instead; may be empty
   */
  record Deprecation(String reason, String successor) {}

  /**
   * The index as it was issued last.
   *
   * @param signing the sealed key
   * @param content hash of what it lists
   */
  record Issue(String signing, long serial, String content, byte[] document) {}

  /**
   * @param files by hash
   * @return false if the version is there and not rejected; nothing is changed then
   */
  boolean add(Submission submission, Map<String, byte[]> files);

  Optional<Submission> find(UUID id);

  /**
   * The newest first, at most 500.
   *
   * @param state null: any
   */
  List<Submission> list(Submission.@Nullable State state);

  /** All that are published, also those that were withdrawn. */
  List<Submission> published();

  /**
   * @return whether it is still SUBMITTED; nothing is changed otherwise
   */
  boolean describe(UUID id, About about);

  /**
   * @return whether it was still SUBMITTED; nothing is changed otherwise
   */
  boolean decide(UUID id, Submission.State state, String by, String reason, Instant at);

  /**
   * @param reason empty takes it back
   * @return whether the version is published
   */
  boolean yank(String listing, String version, String reason);

  Optional<byte[]> file(String sha256);

  Map<String, Deprecation> deprecations();

  /**
   * @param deprecation null takes it back
   */
  void deprecate(String listing, @Nullable Deprecation deprecation);

  /** {@link Rules#USUAL} as long as nobody has decided. */
  Rules rules();

  void rules(Rules rules);

  Optional<Issue> issue();

  /**
   * @param before the serial of the one that it follows; 0 if there is none
   * @return whether that one was the last
   */
  boolean issue(long before, Issue next);
}
