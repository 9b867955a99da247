package io.aiops.studio.plugins.assistant;

import io.aiops.studio.api.Agent;
import io.aiops.studio.api.AgentContext;
import io.aiops.studio.api.AgentResult;
import io.aiops.studio.api.AgentTask;
import io.aiops.studio.api.Provides;
import java.time.InstantSource;
import org.osgi.service.component.annotations.Component;

/**
 * Asks the step's model, calls the tools it wants, and goes on until it has an answer or a bound is
 * reached. A bound is said in the result, never hidden.
 */
@Component
@Provides(
    name = "assistant",
    title = "Assistant",
    description = "Asks a language model, which may call the tools of the step.",
    settings = "schema/settings.json")
public final class AssistantAgent implements Agent {

  private final InstantSource clock;

  public AssistantAgent() {
    this(InstantSource.system());
  }

  AssistantAgent(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public AgentResult run(AgentTask task, AgentContext context) throws Exception {
    return new Conversation(task, context, Limits.of(context.settings()), clock).run();
  }
}
