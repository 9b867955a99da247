package io.aiops.studio.host.connection;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Gives the worker what a reference in a workflow means, secrets in clear. Never shown or logged.
 */
public interface ConnectionResolver {

  /**
   * @param provider the plugin's contribution to call
   * @param target the tool's or the model's name; empty for the provider's default model
   * @param settings complete, secrets in clear
   * @param bounded the connection, if it takes only so many calls at the same time; else null
   */
  record Resolved(
      String provider,
      String target,
      Map<String, @Nullable Object> settings,
      @Nullable Bounded bounded) {

    /** Of something that takes any number of calls. */
    public Resolved(String provider, String target, Map<String, @Nullable Object> settings) {
      this(provider, target, settings, null);
    }

    @Override
    public String toString() {
      return "Resolved[" + provider + "/" + target + ", settings withheld]";
    }
  }

  /** A connection where a call needs a place. */
  record Bounded(UUID connectionId, String name) {}

  /**
   * @param reference {@code connection/tool}; the name of a connector that needs no settings serves
   *     as a connection
   */
  Optional<Resolved> tool(UUID workspaceId, String reference);

  /**
   * @param reference {@code provider} or {@code provider/model}; empty for the default
   */
  Optional<Resolved> model(UUID workspaceId, String reference);
}
