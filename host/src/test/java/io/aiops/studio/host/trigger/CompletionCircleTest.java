package io.aiops.studio.host.trigger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.trigger.TriggerService.Definition;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A circle of completions that goes through workflow steps, which no trigger starts. */
class CompletionCircleTest extends TriggerNodes {

  private static String runs(String workflow) {
    return """
    inputs: {type: object, properties: {n: {}}}
    steps: [{id: a, kind: workflow, workflow: %s}]
    """
        .formatted(workflow);
  }

  @Test
  void it_ends_though_the_execution_that_ends_is_a_step_of_a_step() {
    Caller ada = person(UUID.randomUUID());
    save(ada.workspaceId(), "child", NOTHING);
    save(ada.workspaceId(), "middle", runs("child"));
    save(ada.workspaceId(), "top", runs("middle"));
    TriggerParts node = node(ada, Clock.systemUTC(), e -> e);
    Source ended = new Source.Completion("child", Set.of(Source.Ending.COMPLETED));
    node.service().save(ada, "begin", new Definition("top", null, Map.of(), ended, true));
    node.service().fire(ada, "begin", Map.of(), null);
    await()
        .atMost(Duration.ofMinutes(1))
        .untilAsserted(() -> {
          together(List.of(node));
          assertThat(node.service().firings(ada, "begin", null, 99).items())
              .filteredOn(firing -> firing.status() == Firing.Status.FAILED)
              .singleElement()
              .satisfies(firing -> assertThat(firing.reason()).contains("circle", "17 times"));
        });
    assertThat(node.service().firings(ada, "begin", null, 99).items())
        .filteredOn(firing -> firing.status() == Firing.Status.STARTED)
        .hasSize(16);
    assertThat(all(ada, "child")).hasSize(16);
  }
}
