package io.aiops.studio.plugins.testkit.sample;

import io.aiops.studio.api.Agent;
import io.aiops.studio.api.AgentContext;
import io.aiops.studio.api.AgentResult;
import io.aiops.studio.api.AgentTask;
import io.aiops.studio.api.Message;
import io.aiops.studio.api.ModelRequest;
import io.aiops.studio.api.Provides;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Component;

/** Passes its instruction on to the model. */
@Component
@Provides(name = "asking", title = "Asking", settings = "schema/asking.json")
public final class AskingAgent implements Agent {

  @Override
  public AgentResult run(AgentTask task, AgentContext context) throws InterruptedException {
    return new AgentResult.Completed(
        context
            .generate(
                new ModelRequest(
                    "", List.of(Message.user(task.instruction())), List.of(), Map.of()))
            .text());
  }
}
