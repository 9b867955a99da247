package io.aiops.studio.host.isolate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.aiops.studio.api.Agent;
import io.aiops.studio.api.AgentResult;
import io.aiops.studio.api.AgentTask;
import io.aiops.studio.api.Connector;
import io.aiops.studio.api.PluginException;
import io.aiops.studio.api.PluginException.Category;
import io.aiops.studio.host.plugin.PluginView.Kind;
import io.aiops.studio.host.plugin.SeparateFailure;
import io.aiops.studio.host.problem.InvalidException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever a plugin does in its process, the studio is told what happened and there is another. */
@Timeout(240)
class HostilePluginTest {

  private static final byte[] JAR = HostilePlugin.jar();

  @TempDir Path folder;

  private final Lending lending = new Lending();
  private PluginProcesses processes;
  private SeparatePlugin plugin;

  @BeforeEach
  void start() {
    with(Bounds.DEFAULT.withGrace(Duration.ofMillis(300)));
  }

  private void with(Bounds bounds) {
    processes = new PluginProcesses(folder.resolve("separate"), SeparateConfig.DEFAULT, bounds);
    plugin = processes.start("acme.hostile", JAR, line -> {});
  }

  @AfterEach
  void stop() {
    processes.close();
  }

  private Object run(String instruction) throws Exception {
    Agent agent = (Agent) service(Kind.AGENT);
    AgentResult result = agent.run(new AgentTask("id", 1, instruction, Map.of()), lending);
    return ((AgentResult.Completed) result).output();
  }

  private Object service(Kind kind) {
    return plugin.offers().stream()
        .filter(offer -> offer.kind() == kind)
        .findFirst()
        .orElseThrow()
        .service();
  }

  private long pid() throws Exception {
    return ((Number) run("is well")).longValue();
  }

  private static boolean alive(long pid) {
    return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
  }

  @ParameterizedTest
  @CsvSource({
    "exits, ended with exit code 7",
    "halts, ended with exit code 0",
    "eats, its memory of 128 MiB is used up",
    "speaks garbage, sent what is none of its messages: a message of",
    "speaks without end, a message of 2147483647 bytes",
    "speaks nonsense, sent a RESULT that is none",
    "bombs, sent ",
    "forges calls, sent a message that only the studio sends: AGENT",
    "talks to nobody, said more than the studio could take in",
    "closes its output, stopped speaking"
  })
  void the_call_can_be_tried_again_and_says_what_happened(String instruction, String says)
      throws Exception {
    long before = pid();
    assertThatThrownBy(() -> run(instruction))
        .isInstanceOfSatisfying(
            PluginException.class,
            e -> {
              assertThat(e.category()).isEqualTo(Category.UNAVAILABLE);
              assertThat(e).hasMessageContaining("The process of plugin 'acme.hostile'");
              assertThat(e).hasMessageContaining(says);
            });
    assertThat(pid()).isNotEqualTo(before);
    assertThat(alive(before)).isFalse();
  }

  @Test
  void threads_are_bounded() throws Exception {
    long before = pid();
    // Who is first: the look at them, or the bound of addresses, which Java may not outlive.
    assertThatThrownBy(() -> run("starts threads"))
        .isInstanceOfSatisfying(
            PluginException.class, e -> assertThat(e.category()).isEqualTo(Category.UNAVAILABLE))
        .message()
        .containsPattern("threads; it may have 512|ended with exit code|was killed by signal");
    assertThat(pid()).isNotEqualTo(before);
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "stops a process by its kill")
  void one_that_hangs_as_a_whole_is_killed() throws Exception {
    processes.close();
    with(Bounds.DEFAULT.withSilence(Duration.ofSeconds(5)));
    long before = pid();
    assertThat(new ProcessBuilder("kill", "-STOP", Long.toString(before)).start().waitFor())
        .isZero();
    assertThatThrownBy(() -> run("is well"))
        .isInstanceOf(PluginException.class)
        .hasMessageContaining("gave no sign of life for 5 s");
    assertThat(pid()).isNotEqualTo(before);
  }

  @Test
  void one_that_loops_is_answered_for_and_its_process_is_killed() throws Exception {
    long before = pid();
    CompletableFuture<Throwable> end = new CompletableFuture<>();
    Thread thread =
        Thread.ofVirtual().start(() -> end.complete(catchThrowable(() -> run("loops"))));
    Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> !lending.progress.isEmpty());
    thread.interrupt();
    assertThat(end.get(60, TimeUnit.SECONDS)).isInstanceOf(InterruptedException.class);
    assertThat(pid()).isNotEqualTo(before);
    Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> !alive(before));
  }

  @Test
  void others_in_the_same_process_fail_with_it_and_can_be_tried_again() throws Exception {
    CompletableFuture<Throwable> other = new CompletableFuture<>();
    Thread.ofVirtual().start(() -> other.complete(catchThrowable(() -> run("loops"))));
    Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> !lending.progress.isEmpty());
    ProcessHandle.of(pid()).orElseThrow().destroyForcibly();
    assertThat(other.get(60, TimeUnit.SECONDS))
        .isInstanceOf(PluginException.class)
        .hasMessageContaining("was killed by signal 9 in the middle of the call");
    assertThat(alive(pid())).isTrue();
  }

  @Test
  void news_and_prints_are_taken_in_part_and_hold_up_nobody() throws Exception {
    long before = pid();
    assertThat(run("chatters")).isEqualTo("said");
    assertThat(lending.progress).isNotEmpty();
    assertThat(run("prints")).isEqualTo("printed");
    assertThat(pid()).isEqualTo(before);
  }

  @Test
  void one_that_says_more_than_is_heard_is_ended_and_what_it_asked_for_is_done_first()
      throws Exception {
    long before = pid();
    CompletableFuture<Throwable> end = new CompletableFuture<>();
    lending.hold = new CountDownLatch(1);
    Thread.ofVirtual().start(() -> end.complete(catchThrowable(() -> run("floods"))));
    Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> !alive(before));
    lending.hold.countDown();
    assertThat(end.get(60, TimeUnit.SECONDS))
        .isInstanceOf(PluginException.class)
        // A sign of life in the middle of one of its frames breaks the stream before that.
        .message()
        .containsAnyOf(
            "said more than the studio could take in", "sent a message that only the studio sends");
    assertThat(lending.asked).hasSize(1);
    assertThat(pid()).isNotEqualTo(before);
  }

  @Test
  void memory_outside_of_the_heap_is_bounded_too() throws Exception {
    assertThatThrownBy(() -> run("eats outside"))
        .isInstanceOfSatisfying(
            SeparateFailure.class, e -> assertThat(e.type()).isEqualTo("OutOfMemoryError"));
  }

  @Test
  void a_tool_is_given_no_model_whatever_it_asks() {
    Connector connector = (Connector) service(Kind.CONNECTOR);
    assertThatThrownBy(
            () -> connector.tools().getFirst().function().call(Map.of(), new ToolLending(lending)))
        .isInstanceOfSatisfying(
            PluginException.class, e -> assertThat(e.category()).isEqualTo(Category.DENIED));
    assertThat(lending.asked).isEmpty();
  }

  @Test
  void what_it_started_ends_with_it() throws Exception {
    long started = ((Number) run("starts a process")).longValue();
    assertThat(alive(started)).isTrue();
    plugin.stop();
    Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> !alive(started));
  }

  @Test
  void one_that_dies_too_often_is_given_up_and_says_so() throws Exception {
    processes.close();
    with(Bounds.DEFAULT.withRestarts(1));
    assertThat(plugin.failure()).isEmpty();
    assertThatThrownBy(() -> run("halts")).isInstanceOf(PluginException.class);
    assertThatThrownBy(() -> run("halts")).isInstanceOf(PluginException.class);
    assertThatThrownBy(() -> run("is well"))
        .isInstanceOf(PluginException.class)
        .hasMessageContaining("is not started again");
    assertThat(plugin.failure()).hasValueSatisfying(why -> assertThat(why).contains("exit code 0"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "throw new Exception(\"no\"); | failed in its activator: java.lang.Exception: no",
        "System.exit(5); | its process ended with exit code 5",
        "new java.util.concurrent.CountDownLatch(1).await(); | did not come up within 3 s",
        "List<byte[]> l = new ArrayList<>(); while (true) { l.add(new byte[1 << 20]); } | memory"
      })
  void one_that_does_not_start_is_refused(String code, String says) {
    processes.close();
    processes =
        new PluginProcesses(
            folder.resolve("separate"),
            SeparateConfig.DEFAULT,
            Bounds.DEFAULT.withStart(Duration.ofSeconds(says.contains("3 s") ? 3 : 30)));
    assertThatThrownBy(
            () -> processes.start("acme.starting", HostilePlugin.starting(code), line -> {}))
        .isInstanceOf(InvalidException.class)
        .hasMessageContaining(says);
  }
}
