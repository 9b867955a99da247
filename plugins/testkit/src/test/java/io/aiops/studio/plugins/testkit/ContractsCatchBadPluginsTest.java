package io.aiops.studio.plugins.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.aiops.studio.api.Agent;
import io.aiops.studio.api.AgentContext;
import io.aiops.studio.api.AgentResult;
import io.aiops.studio.api.AgentTask;
import io.aiops.studio.api.CallContext;
import io.aiops.studio.api.Connector;
import io.aiops.studio.api.ModelProvider;
import io.aiops.studio.api.ModelRequest;
import io.aiops.studio.api.ModelResponse;
import io.aiops.studio.api.PluginException;
import io.aiops.studio.api.PluginException.Category;
import io.aiops.studio.api.Tool;
import io.aiops.studio.api.WorkflowObserver;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

/** A contract that never fails is worth nothing. */
final class ContractsCatchBadPluginsTest {

  @Test
  void an_agent_that_counts_and_hides_why_the_model_failed_is_caught() {
    assertThat(failures(CountingAgent.class))
        .contains(
            "the_same_task_delivered_twice_is_safe()",
            "a_model_failure_passes_with_its_category_or_is_coped_with()")
        .doesNotContain("a_sample_works()");
  }

  @Test
  void an_agent_that_returns_an_object_of_its_own_is_caught() {
    assertThat(failures(OpaqueAgent.class)).contains("a_sample_works()");
  }

  @Test
  void a_connector_that_shows_its_secret_and_breaks_its_schema_is_caught() {
    assertThat(failures(LeakingConnector.class))
        .contains(
            "failures_are_categorised_and_keep_the_secret()", "the_schemas_of_its_tools_parse()");
  }

  @Test
  void a_model_provider_that_calls_tools_nobody_offered_is_caught() {
    assertThat(failures(InventiveProvider.class))
        .contains("a_question_is_answered()", "failures_are_categorised_and_keep_the_secret()");
  }

  @Test
  void an_observer_that_knows_only_its_events_is_caught() {
    assertThat(failures(StrictObserver.class))
        .containsExactly("an_event_of_an_unknown_type_does_not_disturb_it()");
  }

  private static Set<String> failures(Class<?> contract) {
    Events tests =
        EngineTestKit.engine("junit-jupiter")
            .selectors(selectClass(contract))
            .execute()
            .testEvents();
    assertThat(tests.started().count()).isPositive();
    return tests.failed().stream()
        .map(event -> event.getTestDescriptor().getDisplayName())
        .collect(Collectors.toSet());
  }

  static final class CountingAgent extends AgentContract {
    private final AtomicInteger count = new AtomicInteger();

    @Override
    protected Agent agent() {
      return (task, context) -> {
        try {
          context.generate(new ModelRequest("", List.of(), List.of(), Map.of()));
        } catch (PluginException e) {
          throw new IllegalStateException("Something went wrong", e);
        }
        return new AgentResult.Completed(count.incrementAndGet());
      };
    }

    @Override
    protected AgentTask sample() {
      return new AgentTask("t1", 1, "", Map.of());
    }
  }

  static final class OpaqueAgent extends AgentContract {
    @Override
    protected Agent agent() {
      return new Agent() {
        @Override
        public AgentResult run(AgentTask task, AgentContext context) {
          return new AgentResult.Completed(Map.of("thread", new Thread()));
        }
      };
    }

    @Override
    protected AgentTask sample() {
      return new AgentTask("t1", 1, "", Map.of());
    }
  }

  static final class LeakingConnector extends ConnectorContract {
    @Override
    protected Connector connector() {
      Tool ping = new Tool("ping", "Ping", "Pings.", "{}", Tool.Effect.NONE, (in, context) -> "ok");
      Tool fail =
          new Tool(
              "fail",
              "Fail",
              "Fails.",
              "{\"type\": \"string\"}",
              Tool.Effect.NONE,
              (in, context) -> {
                throw new PluginException(
                    Category.DENIED, "The key " + context.settings().get("key") + " is bad");
              });
      return () -> List.of(ping, fail);
    }

    @Override
    protected RecordingContext context() {
      return new RecordingContext().settings(Map.of("key", secret()));
    }

    @Override
    protected String secret() {
      return "s3cr3t";
    }

    @Override
    protected List<Call> samples() {
      return List.of(new Call("ping", Map.of()));
    }

    @Override
    protected Map<Category, Call> failures() {
      return Map.of(Category.DENIED, new Call("fail", Map.of()));
    }
  }

  static final class InventiveProvider extends ModelProviderContract {
    @Override
    protected ModelProvider provider() {
      return new ModelProvider() {
        @Override
        public ModelResponse generate(ModelRequest request, CallContext context) {
          return ScriptedModelResponses.toolCall("hammer");
        }

        @Override
        public List<String> models(CallContext context) {
          return List.of("inventive");
        }
      };
    }

    @Override
    protected Map<String, @Nullable Object> settings() {
      return Map.of();
    }
  }

  static final class StrictObserver extends ObserverContract {
    @Override
    protected WorkflowObserver observer() {
      return event -> {
        if (!event.type().startsWith("Step") && !event.type().startsWith("Execution")) {
          throw new IllegalArgumentException(event.type());
        }
      };
    }
  }

  private static final class ScriptedModelResponses {
    static ModelResponse toolCall(String tool) {
      try {
        return ScriptedModel.calling(tool, "{}")
            .generate(new ModelRequest("", List.of(), List.of(), Map.of()), new RecordingContext());
      } catch (InterruptedException e) {
        throw new IllegalStateException("Nobody interrupts this", e);
      }
    }
  }
}
