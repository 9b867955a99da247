package io.aiops.studio.host.worker;

import io.aiops.studio.api.AgentContext;
import io.aiops.studio.api.ModelRequest;
import io.aiops.studio.api.ModelResponse;
import io.aiops.studio.api.ToolSpec;
import io.aiops.studio.host.connection.ConnectionResolver;
import io.aiops.studio.host.grant.Broker;
import io.aiops.studio.host.plugin.PluginRegistry;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What an agent is lent; each of its calls goes through the ledger. */
final class RecordedAgentContext extends LentContext implements AgentContext {

  private final ModelCaller models;
  private final ToolCaller tools;
  private final GrantedTools granted;
  private final Consent consent;

  RecordedAgentContext(
      Attempt attempt,
      Broker broker,
      PluginRegistry registry,
      ConnectionResolver connections,
      Breakers breakers,
      GrantedTools granted) {
    super(attempt, broker, Withheld.NOTHING, attempt.task().key());
    this.models = new ModelCaller(attempt, broker, registry, connections, breakers);
    this.tools = new ToolCaller(attempt, registry, connections, breakers);
    this.granted = granted;
    this.consent = new Consent(attempt);
  }

  @Override
  public ModelResponse generate(ModelRequest request) {
    return models.call(request);
  }

  @Override
  public List<ToolSpec> tools() {
    return granted.specs();
  }

  @Override
  public @Nullable Object call(String tool, Map<String, @Nullable Object> arguments) {
    String reference = granted.reference(tool);
    return tools.call(reference, consent.given(reference, arguments));
  }
}
