package io.aiops.studio.host.trigger;

import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Takes deliveries of webhooks. Who knows the secret needs no other rights. */
public interface HookService {

  /** The longest body, in bytes. */
  int MAX_BODY = 1024 * 1024;

  /**
   * One delivery, as its headers have it; empty where there is none.
   *
   * @param id names it: the same id starts one execution, however often it comes
   * @param timestamp seconds since 1970
   * @param signatures of {@code id.timestamp.body}, separated by blanks
   * @param json whether the body says that it is JSON
   */
  record Delivery(String id, String timestamp, String signatures, boolean json, byte[] body) {
    @Override
    public String toString() {
      return "Delivery[" + id + "]";
    }
  }

  /**
   * @param created false if the delivery had come before
   * @param ended {@code status} and {@code output} or {@code failure} if the execution ended within
   *     the time the trigger gives it; null if not
   */
  record Taken(UUID executionId, boolean created, @Nullable Map<String, @Nullable Object> ended) {}

  /**
   * Starts an execution for a delivery, and waits for its end if the trigger says so.
   *
   * @param hook the trigger's id
   * @throws HookRefusedException if the signature does not fit, or there is no such hook: it does
   *     not say which
   * @throws io.aiops.studio.host.problem.InvalidException if the body does not fit the workflow
   * @throws io.aiops.studio.host.problem.ConflictException if the trigger is switched off, or the
   *     id came with another body
   */
  Taken take(String hook, Delivery delivery);
}
