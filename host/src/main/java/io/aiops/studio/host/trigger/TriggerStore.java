package io.aiops.studio.host.trigger;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Keeps triggers. A removed one is gone for all but the history of its executions. */
public interface TriggerStore {

  /**
   * A trigger with what nobody is shown.
   *
   * @param userId who it acts as
   * @param secret a webhook's, sealed; null for other kinds
   */
  record Stored(UUID workspaceId, Trigger trigger, UUID userId, @Nullable String secret) {
    @Override
    public String toString() {
      return "Stored[" + trigger + "]";
    }
  }

  /**
   * What a look at a schedule came to.
   *
   * @param raise new firings; one whose key is known already is dropped
   * @param next when to look again; null if never
   */
  record Advance(List<FiringStore.New> raise, @Nullable Instant next) {
    public Advance {
      raise = List.copyOf(raise);
    }
  }

  /** By name. */
  List<Stored> list(UUID workspaceId);

  Optional<Stored> find(UUID workspaceId, String name);

  /** In any workspace: for those who know no more than the id. */
  Optional<Stored> find(UUID id);

  /**
   * Adds it, or replaces the one with its id, which keeps its secret.
   *
   * @param keepNext leaves the time that is stored as it is, whoever has moved it meanwhile, unless
   *     that is of another schedule or of none
   * @throws io.aiops.studio.host.problem.ConflictException if another one has the name
   */
  void save(Stored trigger, boolean keepNext);

  /**
   * Switches it, and changes nothing else.
   *
   * @param changedAt when it was changed last
   * @return whether it was; it was not if it is gone or was changed after that
   */
  boolean enable(Stored trigger, Instant changedAt);

  /**
   * @param secret sealed
   * @return false if it is gone
   */
  boolean newSecret(UUID workspaceId, UUID id, String secret);

  boolean remove(UUID workspaceId, UUID id, Instant at);

  /**
   * Looks at schedules whose time has come, in one transaction with the firings that come of it.
   * Those that another node looks at are left to it.
   *
   * @return how many it looked at
   */
  int advance(Instant now, int limit, Function<Stored, Advance> look);
}
