package io.aiops.studio.host.isolate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops.studio.api.Agent;
import io.aiops.studio.api.AgentTask;
import io.aiops.studio.api.PluginException;
import io.aiops.studio.host.plugin.Offer;
import io.aiops.studio.host.plugin.PluginView.Kind;
import io.aiops.studio.host.plugin.SeparateFailure;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The plugin's code in a process of its own: the same, and one process for all of it. */
class SeparateServicesTest extends ServicesContract {

  @TempDir static Path folder;

  private static PluginProcesses processes;
  private static SeparatePlugin plugin;
  private static long pid;

  @BeforeAll
  static void start() {
    processes = new PluginProcesses(folder.resolve("separate"), SeparateConfig.DEFAULT);
    plugin = processes.start("acme.all", AllKinds.jar(), line -> {});
    pid = plugin.process().orElseThrow().pid().orElseThrow();
  }

  /** Nothing in the contract is a reason for it to end. */
  @AfterEach
  void still_the_same_process() {
    assertThat(plugin.process().orElseThrow().pid()).contains(pid);
  }

  @AfterAll
  static void stop() {
    plugin.stop();
    assertThat(ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false)).isFalse();
    processes.close();
    assertThat(folder.resolve("separate")).doesNotExist();
  }

  @Override
  List<Offer> offers() {
    return plugin.offers();
  }

  @Override
  String type(Throwable thrown) {
    return thrown instanceof SeparateFailure failure
        ? failure.type()
        : thrown.getClass().getSimpleName();
  }

  @Test
  void what_json_does_not_know_is_refused_where_it_is_made() {
    Agent agent =
        (Agent)
            offers().stream()
                .filter(o -> o.kind() == Kind.AGENT)
                .findFirst()
                .orElseThrow()
                .service();
    assertThatThrownBy(() -> agent.run(new AgentTask("id", 1, "odd", Map.of()), new Lending()))
        .isInstanceOf(PluginException.class)
        .hasMessage("The plugin's output.it is a java.lang.Object, which JSON does not know");
  }
}
