package io.aiops.studio.host.engine;

import io.aiops.studio.host.definition.Queueing;
import io.aiops.studio.host.json.Json;
import io.aiops.studio.host.problem.InvalidException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a request for an execution may hold, and how the same one is known again. */
final class RequestRules {

  private static final int LONGEST_KEY = 200;

  private RequestRules() {}

  static void checkKey(@Nullable String key) {
    if (key != null && (key.isBlank() || key.length() > LONGEST_KEY)) {
      throw new InvalidException(
          "Idempotency-Key", "has " + key.length() + " characters; expected 1 to " + LONGEST_KEY);
    }
  }

  static void checkPriority(@Nullable Integer priority) {
    if (priority != null && (priority < 0 || priority > Queueing.HIGHEST)) {
      throw new InvalidException(
          "priority", "is " + priority + "; expected 0 to " + Queueing.HIGHEST);
    }
  }

  static String hash(
      String workflow, @Nullable Integer version, Map<String, @Nullable Object> inputs) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update((workflow + "\n" + version + "\n").getBytes(StandardCharsets.UTF_8));
      // The order in which a sender writes fields is no difference.
      return HexFormat.of().formatHex(digest.digest(Json.canonical(inputs)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}
