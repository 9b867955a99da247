package io.aiops.studio.host.trigger;

import io.aiops.studio.host.identity.Caller;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The triggers of the caller's workspace. Seeing needs VIEW, firing RUN, removing BUILD, any other
 * change BUILD and RUN. A trigger acts as who saved it last.
 */
public interface TriggerService {

  /**
   * What a trigger shall be; see {@link Trigger}.
   *
   * @param version null for the newest at the time
   */
  record Definition(
      String workflow,
      @Nullable Integer version,
      Map<String, @Nullable Object> inputs,
      Source source,
      boolean enabled) {}

  /**
   * @param created false if it replaced one
   * @param secret a new webhook's, in clear, this once; null if none was made
   */
  record Saved(Trigger trigger, boolean created, @Nullable String secret) {
    @Override
    public String toString() {
      return "Saved[" + trigger + ", created=" + created + "]";
    }
  }

  /**
   * @param executionId what it started
   * @param created false if the key had been used before
   */
  record Fired(UUID executionId, boolean created) {}

  /**
   * @param raised how many times will fire
   * @param known how many had fired before, or were about to
   */
  record Backfilled(int raised, int known) {}

  /**
   * What a schedule means.
   *
   * @param words in English
   * @param next its next times, at most five
   */
  record Preview(String words, List<Instant> next) {}

  /**
   * @param next give it as {@code before} for the next page; null on the last
   */
  record FiringPage(List<Firing> items, @Nullable Long next) {}

  /** By name. */
  List<Trigger> list(Caller caller);

  /**
   * @throws io.aiops.studio.host.problem.NotFoundException if the workspace has no such trigger
   */
  Trigger get(Caller caller, String name);

  /**
   * Creates it, or replaces the one with the name; its kind stays.
   *
   * @throws io.aiops.studio.host.problem.InvalidException naming what cannot be used
   */
  Saved save(Caller caller, String name, Definition definition);

  void remove(Caller caller, String name);

  /** A schedule that is switched on again goes on from now: what passed meanwhile is not missed. */
  Trigger enable(Caller caller, String name, boolean enabled);

  /** A new secret for a webhook, in clear, this once; the old one is good no more. */
  String newSecret(Caller caller, String name);

  /**
   * Fires it now, as the caller; also one that is switched off.
   *
   * @param inputs in place of the trigger's; null for the trigger's
   * @param key the same key fires once; null for none
   */
  Fired fire(
      Caller caller,
      String name,
      @Nullable Map<String, @Nullable Object> inputs,
      @Nullable String key);

  /**
   * Fires a schedule for its past times from {@code from} to before {@code to} that have started
   * nothing, as the caller: also for those that failed or were skipped.
   *
   * @throws io.aiops.studio.host.problem.InvalidException if they are more than 1,000, or not past
   */
  Backfilled backfill(Caller caller, String name, Instant from, Instant to);

  /**
   * What became of it, newest first.
   *
   * @param before firings older than this id; null for the newest
   * @param limit 1 to 200
   */
  FiringPage firings(Caller caller, String name, @Nullable Long before, int limit);

  /**
   * @throws io.aiops.studio.host.problem.InvalidException naming {@code cron} or {@code zone}
   */
  Preview preview(Caller caller, String cron, String zone);
}
