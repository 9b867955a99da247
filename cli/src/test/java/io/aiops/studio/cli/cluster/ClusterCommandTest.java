package io.aiops.studio.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.cli.CommandLineRun;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a cluster refuses; that one works shows where real ones are started. */
final class ClusterCommandTest {

  @TempDir Path home;

  @Test
  void nothing_is_started_while_a_port_is_taken_and_the_port_is_named() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int first = taken.getLocalPort() - 2;
      CommandLineRun run = cluster("up", "2", "--port", "" + first);
      assertThat(run.code()).isEqualTo(1);
      assertThat(run.err()).contains(taken.getLocalPort() + " (node-2)");
      assertThat(home).isEmptyDirectory();
    }
  }

  @Test
  void what_never_was_cannot_be_looked_at() {
    for (String command : List.of("status", "down")) {
      CommandLineRun run = cluster(command);
      assertThat(run.code()).isEqualTo(1);
      assertThat(run.err()).contains("There is no cluster in").contains("./studio cluster up");
    }
  }

  @Test
  void a_cluster_that_is_down_is_told_as_such() throws IOException {
    new Layout(home.resolve(".studio/cluster"), 9280, List.of("", ""), 512).save();
    CommandLineRun run = cluster("status");
    assertThat(run.code()).isEqualTo(3);
    assertThat(run.out().lines().filter(line -> line.contains("stopped"))).hasSize(6);
  }

  @Test
  void a_member_that_is_not_there_is_named_with_those_that_are() {
    new Layout(home.resolve(".studio/cluster"), 9280, List.of(""), 512).save();
    CommandLineRun run = cluster("kill", "node-2");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err())
        .contains("'node-2' is not in this cluster")
        .contains("database, broker, broker-backup, node-1, proxy");
  }

  @Test
  void a_process_that_does_not_run_cannot_be_killed() {
    new Layout(home.resolve(".studio/cluster"), 9280, List.of(""), 512).save();
    CommandLineRun run = cluster("kill", "broker");
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).contains("broker does not run");
  }

  @Test
  void the_layout_is_read_as_it_was_written() throws IOException {
    Layout layout = new Layout(home, 9300, List.of("web", "engine,worker"), 384);
    layout.save();
    assertThat(Layout.read(home)).contains(layout);
    assertThat(layout.web()).containsExactly("node-1");
    Files.writeString(home.resolve("cluster.json"), "{");
    assertThat(cluster("status").code()).isEqualTo(1);
  }

  private CommandLineRun cluster(String... arguments) {
    String[] all = new String[arguments.length + 1];
    all[0] = "cluster";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    return CommandLineRun.of(Map.of("STUDIO_HOME", home.toString()), home, all);
  }
}
