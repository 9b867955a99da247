package io.aiops.studio.host.isolate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.aiops.studio.api.Agent;
import io.aiops.studio.api.AgentResult;
import io.aiops.studio.api.AgentTask;
import io.aiops.studio.api.Connector;
import io.aiops.studio.api.FileRef;
import io.aiops.studio.api.Message;
import io.aiops.studio.api.ModelProvider;
import io.aiops.studio.api.ModelRequest;
import io.aiops.studio.api.ModelResponse;
import io.aiops.studio.api.PluginException;
import io.aiops.studio.api.PluginException.Category;
import io.aiops.studio.api.Tool;
import io.aiops.studio.api.WorkflowEvent;
import io.aiops.studio.api.WorkflowObserver;
import io.aiops.studio.host.json.Json;
import io.aiops.studio.host.plugin.Offer;
import io.aiops.studio.host.plugin.PluginView.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a plugin's services do, wherever its code runs. */
abstract class ServicesContract {

  private final Lending lending = new Lending();

  abstract List<Offer> offers();

  /** What was thrown besides PluginException and InterruptedException: its simple name. */
  abstract String type(Throwable thrown);

  private Offer offer(Kind kind) {
    return offers().stream().filter(offer -> offer.kind() == kind).findFirst().orElseThrow();
  }

  private @Nullable AgentResult run(String instruction, Map<String, @Nullable Object> inputs)
      throws Exception {
    Offer offer = offer(Kind.AGENT);
    Thread.currentThread().setContextClassLoader(offer.classLoader());
    try {
      return ((Agent) offer.service()).run(new AgentTask("id", 2, instruction, inputs), lending);
    } finally {
      Thread.currentThread().setContextClassLoader(getClass().getClassLoader());
    }
  }

  /** As it would be written down. */
  private @Nullable Object output(String instruction, Map<String, @Nullable Object> inputs)
      throws Exception {
    AgentResult result = run(instruction, inputs);
    assertThat(result).isInstanceOf(AgentResult.Completed.class);
    Object output = ((AgentResult.Completed) result).output();
    return Json.asRead(output instanceof FileRef file ? file.toMap() : output);
  }

  @Test
  void says_what_it_has() {
    assertThat(offers()).extracting(Offer::kind).containsExactlyInAnyOrder(Kind.values());
    Offer agent = offer(Kind.AGENT);
    assertThat(agent.name()).isEqualTo("all");
    assertThat(agent.title()).isEqualTo("All");
    assertThat(agent.description()).isEqualTo("Does it all.");
    assertThat(agent.inputSchema().text()).isEqualTo("{\"type\": \"object\"}");
    assertThat(agent.settingsSchema().text()).contains("properties");
  }

  @Test
  void an_agent_is_given_its_task_and_what_it_is_lent() throws Exception {
    Map<String, @Nullable Object> inputs = new HashMap<>();
    inputs.put("list", Arrays.asList(1, "two", null, true, 2.5));
    inputs.put("none", null);
    Object told = output("tells", inputs);
    assertThat(told)
        .asInstanceOf(InstanceOfAssertFactories.MAP)
        .containsEntry("id", "id")
        .containsEntry("attempt", 2)
        .containsEntry("inputs", inputs)
        .containsEntry("settings", lending.settings())
        .containsEntry("key", "key/1")
        .containsEntry("deadline", "2030-01-01T00:00:00Z")
        .containsEntry("tools", "t")
        .containsEntry("cancelled", false)
        .containsEntry("numbers", List.of(1, 2, 3.5, 4.25, Long.MAX_VALUE))
        .containsEntry("loader", true);
  }

  @Test
  void an_agent_may_end_in_each_way() throws Exception {
    assertThat(run("nothing", Map.of())).isEqualTo(new AgentResult.Completed(null));
    assertThat(run("null", Map.of())).isNull();
    assertThat(run("limit", Map.of())).isEqualTo(new AgentResult.LimitReached("some", "8 turns"));
    assertThat(run("asks", Map.of()))
        .isEqualTo(new AgentResult.NeedsApproval("May I?", Map.of("what", "that")));
  }

  @Test
  void an_agent_asks_the_model_and_calls_tools_by_its_context() throws Exception {
    assertThat(output("generates", Map.of())).isEqualTo("I say hi");
    Map<String, @Nullable Object> give = Map.of("give", Map.of("a", List.of(1)));
    assertThat(output("calls", give)).isEqualTo(Map.of("a", List.of(1)));
    assertThat(output("calls", Map.of())).isNull();
    assertThat(lending.asked)
        .hasSize(3)
        .first(InstanceOfAssertFactories.STRING)
        .contains("temperature=0.5")
        .contains("ToolSpec[name=t");
  }

  @Test
  void what_the_studio_refuses_reaches_the_agent_and_comes_back_as_it_was() throws Exception {
    PluginException refusal =
        new PluginException(Category.DENIED, "not granted", Duration.ofSeconds(3), null);
    lending.refusal = refusal;
    assertThat(output("calls and minds", Map.of())).isEqualTo("DENIED not granted PT3S");
    assertThat(catchThrowable(() -> run("calls", Map.of()))).isSameAs(refusal);
    lending.refusal = new IllegalStateException("the studio itself");
    assertThat(catchThrowable(() -> run("generates", Map.of()))).isSameAs(lending.refusal);
  }

  @Test
  void an_agent_asks_what_it_may_reach() throws Exception {
    assertThat(output("reaches out", Map.of())).isEqualTo("may");
    assertThat(lending.asked)
        .containsExactly("folder /srv/data", "host https://acme.example:8443/x");
    lending.refusal = new PluginException(Category.DENIED, "not granted");
    assertThat(catchThrowable(() -> run("reaches out", Map.of()))).isSameAs(lending.refusal);
  }

  @Test
  void a_file_is_read_and_saved_at_the_same_time() throws Exception {
    byte[] bytes = new byte[300_000];
    new Random(1).nextBytes(bytes);
    lending.files.put("f", bytes);
    FileRef file = new FileRef("f", "data.bin", "application/x", bytes.length);
    assertThat(output("copies", Map.of("file", file.toMap())))
        .isEqualTo(
            Json.asRead(
                new FileRef("copy-data.bin", "copy-data.bin", "application/x", bytes.length)
                    .toMap()));
    assertThat(lending.files.get("copy-data.bin")).isEqualTo(bytes);
  }

  @Test
  void files_that_fail_fail_where_they_are_used() {
    assertThatThrownBy(() -> run("opens none", Map.of()))
        .isInstanceOf(PluginException.class)
        .hasMessage("There is no file none");
    Throwable broken = catchThrowable(() -> run("saves what breaks", Map.of()));
    assertThat(type(broken)).isEqualTo("IOException");
    assertThat(broken).hasMessage("disk");
    assertThat(lending.files).isEmpty();
  }

  @Test
  void progress_arrives_in_order() throws Exception {
    assertThat(output("progress", Map.of())).isEqualTo("done");
    assertThat(lending.progress).containsExactly("step 1", "step 2", "step 3");
  }

  @Test
  void failures_keep_what_they_say() {
    assertThatThrownBy(() -> run("fails", Map.of()))
        .isInstanceOfSatisfying(
            PluginException.class,
            e -> {
              assertThat(e.category()).isEqualTo(Category.RATE_LIMITED);
              assertThat(e.retryAfter()).contains(Duration.ofSeconds(7));
              assertThat(e).hasMessage("slow down");
            });
    Throwable broken = catchThrowable(() -> run("breaks", Map.of()));
    assertThat(type(broken)).isEqualTo("IllegalStateException");
    assertThat(broken).hasMessage("boom");
    assertThat(type(catchThrowable(() -> run("overflows", Map.of()))))
        .isEqualTo("StackOverflowError");
  }

  @Test
  void whoever_is_interrupted_ends_as_it_likes() throws Exception {
    assertThat(interrupted("waits")).isInstanceOf(InterruptedException.class);
    assertThat(interrupted("listens")).isEqualTo(new AgentResult.Completed("cancelled: true"));
  }

  /** What it gave or threw, when it was interrupted in the middle. */
  private Object interrupted(String instruction) throws Exception {
    lending.progress.clear();
    lending.cancelled = false;
    CompletableFuture<Object> end = new CompletableFuture<>();
    Thread thread =
        Thread.ofVirtual()
            .start(() -> {
              try {
                end.complete(Objects.requireNonNull(run(instruction, Map.of())));
              } catch (Exception e) {
                end.complete(e);
              }
            });
    Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> !lending.progress.isEmpty());
    lending.cancelled = true;
    thread.interrupt();
    return end.get(60, TimeUnit.SECONDS);
  }

  @Test
  void a_connector_has_its_tools() throws Exception {
    List<Tool> tools = ((Connector) offer(Kind.CONNECTOR).service()).tools();
    assertThat(tools).extracting(Tool::name).containsExactly("add", "agentish");
    Tool add = tools.getFirst();
    assertThat(add.effect()).isEqualTo(Tool.Effect.REVERSIBLE);
    assertThat(add.inputSchema()).isEqualTo("{\"type\": \"object\"}");
    assertThat(add.function().call(Map.of("a", 1, "b", 2), lending))
        .isEqualTo(Map.of("sum", 3, "by", "me"));
    assertThat(add.function().call(Map.of(), lending)).isNull();
  }

  @Test
  void a_model_provider_answers() throws Exception {
    ModelProvider provider = (ModelProvider) offer(Kind.MODEL).service();
    assertThat(provider.models(lending)).containsExactly("a", "b");
    ModelRequest request =
        new ModelRequest("a", List.of(Message.user("hi")), lending.tools(), Map.of());
    assertThat(provider.generate(request, lending))
        .isEqualTo(
            new ModelResponse(
                "hi!1",
                List.of(new Message.ToolCall("1", "t", "{}")),
                new ModelResponse.Usage(3, 4),
                "a",
                true));
    assertThat(lending.progress).containsExactly("thinking");
    assertThat(provider.generate(new ModelRequest("a", List.of(), List.of(), Map.of()), lending))
        .isNull();
  }

  @Test
  void an_observer_hears() throws Exception {
    WorkflowObserver observer = (WorkflowObserver) offer(Kind.OBSERVER).service();
    Instant at = Instant.parse("2026-11-29T10:00:00.123456Z");
    observer.observe(new WorkflowEvent("Good", "e", 7, at, Map.of("step", "s")));
    assertThat(output("heard", Map.of()))
        .isEqualTo(List.of("Good 7 2026-11-29T10:00:00.123456Z {step=s}"));
    Throwable bad =
        catchThrowable(() -> observer.observe(new WorkflowEvent("Bad", "e", 8, at, Map.of())));
    assertThat(type(bad)).isEqualTo("Exception");
    assertThat(bad).hasMessage("bad event");
  }
}
