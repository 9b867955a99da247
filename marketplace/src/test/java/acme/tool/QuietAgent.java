package acme.tool;

import io.aiops.studio.api.Agent;
import io.aiops.studio.api.AgentContext;
import io.aiops.studio.api.AgentResult;
import io.aiops.studio.api.AgentTask;
import java.util.Map;

/** Says nothing. Its bytes go into test packages; its component is written there by hand. */
public final class QuietAgent implements Agent {

  @Override
  public AgentResult run(AgentTask task, AgentContext context) {
    return new AgentResult.Completed(Map.of());
  }
}
