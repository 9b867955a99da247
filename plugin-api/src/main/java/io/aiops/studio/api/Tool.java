package io.aiops.studio.api;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One thing a connector can do.
 *
 * @param name unique in its connector; lower case letters, digits and {@code -}
 * @param title what people see in the palette
 * @param description when to use it and what it returns; models read it too
 * @param inputSchema a JSON Schema (2020-12) of type object, as JSON text; forms are drawn from it
 * @param effect what it does to the outside world
 * @param function the work
 */
public record Tool(
    String name,
    String title,
    String description,
    String inputSchema,
    Effect effect,
    Function function) {

  /** What a call leaves behind outside the studio. */
  public enum Effect {
    /** Reads only. */
    NONE,
    /** Changes something that can be changed back. */
    REVERSIBLE,
    /** Cannot be undone: a mail, a payment. */
    IRREVERSIBLE
  }

  /** The work of a tool. */
  @FunctionalInterface
  public interface Function {
    /**
     * Does it.
     *
     * @param arguments already checked against the schema
     * @return JSON-like
     * @throws PluginException with the category that says whether a retry can help
     */
    @Nullable Object call(Map<String, @Nullable Object> arguments, CallContext context)
        throws Exception;
  }

  /** This tool as a model sees it, under the name it was granted. */
  public ToolSpec spec(String grantedName) {
    return new ToolSpec(grantedName, description, inputSchema);
  }
}
