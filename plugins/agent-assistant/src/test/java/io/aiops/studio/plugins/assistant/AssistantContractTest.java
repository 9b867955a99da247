package io.aiops.studio.plugins.assistant;

import io.aiops.studio.api.Agent;
import io.aiops.studio.api.AgentTask;
import io.aiops.studio.plugins.testkit.AgentContract;
import io.aiops.studio.plugins.testkit.RecordingContext;
import io.aiops.studio.plugins.testkit.ScriptedModel;
import java.util.Map;

final class AssistantContractTest extends AgentContract {

  @Override
  protected Agent agent() {
    return new AssistantAgent();
  }

  @Override
  protected AgentTask sample() {
    return new AgentTask("t1", 1, "Where is it raining?", Map.of("country", "Belgium"));
  }

  @Override
  protected RecordingContext context() {
    return new RecordingContext()
        .grant("weather__now", Weather.tool())
        .with(
            ScriptedModel.calling("weather__now", "{\"town\":\"Ghent\"}")
                .thenAnswering("In Ghent."));
  }
}
