package io.aiops.studio.plugins.echo;

import io.aiops.studio.api.Agent;
import io.aiops.studio.api.AgentContext;
import io.aiops.studio.api.AgentResult;
import io.aiops.studio.api.AgentTask;
import io.aiops.studio.api.Provides;
import java.util.Map;
import org.osgi.service.component.annotations.Component;

/** Returns what it was given. */
@Component
@Provides(name = "echo", title = "Echo", description = "Returns what it was given.")
public final class EchoAgent implements Agent {

  @Override
  public AgentResult run(AgentTask task, AgentContext context) {
    return new AgentResult.Completed(Map.of("text", task.instruction(), "inputs", task.inputs()));
  }
}
