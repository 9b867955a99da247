package io.aiops.studio.api;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * What the host lends to an agent: the model and the tools that its step was granted. Each model
 * and tool call is recorded before its result is handed out.
 */
@ProviderType
public interface AgentContext extends CallContext {

  /**
   * Asks the step's model. {@link ModelRequest#model()} may be empty: the step's own is used.
   *
   * @throws PluginException as the model provider categorised it; {@code DENIED} without {@code
   *     model:PROVIDER} or {@code model:*}
   */
  ModelResponse generate(ModelRequest request) throws InterruptedException;

  /** The tools this step may use; empty if none were granted. */
  List<ToolSpec> tools();

  /**
   * Calls one of {@link #tools()}.
   *
   * @param tool its name, as in {@link ToolSpec#name()}
   * @param arguments checked against the tool's schema before the call
   * @return the tool's result, JSON-like
   * @throws PluginException {@code DENIED} for a tool that was not granted, {@code INVALID_INPUT}
   *     for arguments that break the schema, else as the tool categorised it
   */
  @Nullable Object call(String tool, Map<String, @Nullable Object> arguments)
      throws InterruptedException;
}
