package io.aiops.studio.marketplace.install;

import io.aiops.studio.host.grant.Consent;
import io.aiops.studio.host.plugin.Plan;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Keeps installations, so that every node sees them, and who asks can ask any node. */
public interface InstallationStore {

  /** So many are kept; older ones go. */
  int MOST_KEPT = 500;

  /**
   * What people asked of one that runs.
   *
   * @param answer the token of what was agreed to; null if nobody has yet
   */
  record Orders(@Nullable String answer, boolean cancelled) {}

  /**
   * @param by who began it
   * @param mostOpen at the same time, on all nodes
   * @return false if there are so many, or one of that listing, which have not ended
   */
  boolean begin(Installation next, UUID by, int mostOpen);

  Optional<Installation> find(UUID id);

  /** The one of that listing that has not ended. */
  Optional<Installation> open(String listing);

  /** The newest first. */
  List<Installation> recent(int most);

  /** Says that the server which does it is alive; empty if it was ended meanwhile. */
  Optional<Orders> alive(UUID id, long done);

  /**
   * @param consent what is asked in WANTS_CONSENT; else null
   * @param plan what is asked in WANTS_AGREEMENT; else null
   * @return false if it has ended: whoever does it was taken for dead
   */
  boolean stage(UUID id, Stage stage, @Nullable Consent consent, @Nullable Plan plan);

  default boolean stage(UUID id, Stage stage) {
    return stage(id, stage, null, null);
  }

  void end(UUID id, Stage stage, String sentence, Instant at);

  /**
   * @param by who answers
   * @return false unless it waits for just that answer, from who began it
   */
  boolean answer(UUID id, String token, UUID by);

  /**
   * @return false if it has ended
   */
  boolean cancel(UUID id);

  /**
   * Ends all whose server has said nothing for so long.
   *
   * @param done what is said of one that was in the plugin set already
   * @param interrupted of all others, which changed nothing
   */
  void endSilent(Duration silence, String done, String interrupted);
}
