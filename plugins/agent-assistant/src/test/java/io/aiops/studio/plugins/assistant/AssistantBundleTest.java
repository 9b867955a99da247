package io.aiops.studio.plugins.assistant;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.api.Agent;
import io.aiops.studio.api.AgentResult;
import io.aiops.studio.api.AgentTask;
import io.aiops.studio.plugins.testkit.BundleContract;
import io.aiops.studio.plugins.testkit.RecordingContext;
import io.aiops.studio.plugins.testkit.ScriptedModel;
import java.util.Map;
import java.util.Set;

final class AssistantBundleTest extends BundleContract {

  @Override
  protected Set<Contribution> contributions() {
    return Set.of(new Contribution(Agent.class, "assistant"));
  }

  @Override
  protected void use(Contribution contribution, Object service) throws Exception {
    RecordingContext context =
        new RecordingContext()
            .settings(Map.of("outputSchema", Map.of("type", "object")))
            .with(ScriptedModel.answering("```json\n{\"sky\": \"rain\"}\n```"));
    AgentTask task = new AgentTask("t1", 1, "Which sky?", Map.of("town", "Ghent"));
    assertThat(((Agent) service).run(task, context))
        .isInstanceOfSatisfying(
            AgentResult.Completed.class,
            done ->
                assertThat(done.output())
                    .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
                    .containsEntry("data", Map.of("sky", "rain")));
  }
}
