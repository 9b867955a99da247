package io.aiops.studio.plugins.testkit;

import io.aiops.studio.api.Agent;
import io.aiops.studio.api.AgentTask;
import io.aiops.studio.plugins.testkit.sample.AskingAgent;
import java.util.Map;

/** A good agent passes its contract. */
final class AskingAgentTest extends AgentContract {

  @Override
  protected Agent agent() {
    return new AskingAgent();
  }

  @Override
  protected AgentTask sample() {
    return new AgentTask("t1", 1, "Say something.", Map.of());
  }
}
