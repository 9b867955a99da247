package io.aiops.studio.host.execution;

import io.aiops.studio.host.json.Json;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * What exactly somebody is asked to approve.
 *
 * @param tool {@code connection/tool} of the call an agent wants to make; null if it is no call
 * @param question what the person reads first
 * @param details what is approved, JSON-like: a call's arguments, or what the workflow states
 */
public record Ask(@Nullable String tool, String question, @Nullable Object details) {

  /** Of a call: its tool and arguments make it, in whatever order the arguments come. */
  public static Ask call(String agent, String tool, Object arguments) {
    return new Ask(tool, "The agent '%s' wants to call '%s'.".formatted(agent, tool), arguments);
  }

  /** SHA-256 over its canonical JSON, in hexadecimal: a decision counts for this and no other. */
  public String hash() {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(Json.canonical(this)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}
