package io.aiops.studio.plugins.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.aiops.studio.api.Connector;
import io.aiops.studio.api.PluginException.Category;
import io.aiops.studio.api.Tool;
import io.aiops.studio.plugins.testkit.Within.Ended;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the studio expects of every connector. */
public abstract class ConnectorContract {

  /** A call of one of its tools. */
  public record Call(String tool, Map<String, @Nullable Object> arguments) {}

  /** The connector under test. */
  protected abstract Connector connector();

  /** Calls that work with {@link #context()}, at least one. */
  protected abstract List<Call> samples();

  /** What the host lends: settings, files. A new one each time. */
  protected RecordingContext context() {
    return new RecordingContext();
  }

  /** A value in the settings that no message may show; empty if there is none. */
  protected String secret() {
    return "";
  }

  /** Calls that fail with the category. */
  protected Map<Category, Call> failures() {
    return Map.of();
  }

  /** A call that would take minutes. */
  protected Optional<Call> slow() {
    return Optional.empty();
  }

  protected boolean supports(Capability capability) {
    return true;
  }

  @Test
  void it_lists_tools_with_names_of_their_own() {
    List<Tool> tools = connector().tools();
    assertThat(tools).isNotEmpty();
    assertThat(tools).extracting(Tool::name).doesNotHaveDuplicates();
    assertThat(tools)
        .allSatisfy(tool -> {
          assertThat(tool.name()).matches("[a-z0-9][a-z0-9-]*");
          assertThat(tool.title()).as("title of " + tool.name()).isNotBlank();
          assertThat(tool.description()).as("description of " + tool.name()).isNotBlank();
        });
    assertThat(connector().tools())
        .as("the list when asked again")
        .extracting(Tool::name)
        .containsExactlyElementsOf(tools.stream().map(Tool::name).toList());
  }

  @Test
  void the_schemas_of_its_tools_parse() {
    connector()
        .tools()
        .forEach(
            tool -> JsonLike.checkSchema("the input schema of " + tool.name(), tool.inputSchema()));
  }

  @Test
  void the_samples_fit_their_schemas_and_work() {
    assertThat(samples()).as("samples()").isNotEmpty();
    for (Call sample : samples()) {
      assertThat(JsonLike.problems(tool(sample).inputSchema(), sample.arguments()))
          .as("what in the sample of " + sample.tool() + " breaks its schema")
          .isEmpty();
      works(sample, call(sample, context()));
    }
  }

  @Test
  void the_same_call_made_twice_is_safe() {
    assumeTrue(supports(Capability.REPEATABLE), "declared as not repeatable");
    for (Call sample : samples()) {
      RecordingContext context = context();
      works(sample, call(sample, context));
      works(sample, call(sample, context));
    }
  }

  @Test
  void failures_are_categorised_and_keep_the_secret() {
    assumeTrue(supports(Capability.CATEGORISED_FAILURES), "declared as not failing");
    assertThat(failures())
        .as("failures() to bring about; or admit by supports(CATEGORISED_FAILURES)")
        .isNotEmpty();
    failures()
        .forEach((category, call) ->
            Failures.check(
                "the call of " + call.tool(), category, call(call, context()).thrown(), secret()));
  }

  @Test
  void an_interrupt_ends_a_call_in_time() {
    assumeTrue(supports(Capability.CANCELLABLE), "declared as not cancellable");
    Call call = slow().orElseGet(() -> samples().getFirst());
    Ended ended =
        Within.interrupted(
            "the cancelled call",
            new CountDownLatch(slow().isPresent() ? 1 : 0),
            () -> tool(call).function().call(call.arguments(), context()));
    if (ended.thrown() != null) {
      Failures.leaksNothing("the cancelled call", ended.thrown(), secret());
    }
  }

  private Ended call(Call call, RecordingContext context) {
    Tool tool = tool(call);
    return Within.run(call.tool(), () -> tool.function().call(call.arguments(), context));
  }

  private Tool tool(Call call) {
    return connector().tools().stream()
        .filter(tool -> tool.name().equals(call.tool()))
        .findFirst()
        .orElseGet(() -> fail("There is no tool '" + call.tool() + "'"));
  }

  private static void works(Call sample, Ended ended) {
    if (ended.thrown() != null) {
      fail("The sample of " + sample.tool() + " failed: " + ended.thrown(), ended.thrown());
    }
    JsonLike.check("the result of " + sample.tool(), ended.value());
  }
}
