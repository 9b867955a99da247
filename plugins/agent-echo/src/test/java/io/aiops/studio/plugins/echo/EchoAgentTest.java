package io.aiops.studio.plugins.echo;

import io.aiops.studio.api.Agent;
import io.aiops.studio.api.AgentTask;
import io.aiops.studio.plugins.testkit.AgentContract;
import java.util.Map;

final class EchoAgentTest extends AgentContract {

  @Override
  protected Agent agent() {
    return new EchoAgent();
  }

  @Override
  protected AgentTask sample() {
    return new AgentTask("t1", 1, "Say it again.", Map.of("word", "hello"));
  }
}
