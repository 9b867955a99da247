package io.aiops.studio.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** All processes of a server's database stand still until it is closed: it is there, and silent. */
public final class Stillness implements AutoCloseable {

  private final List<String> processes;

  public Stillness(StudioServer server) throws IOException, InterruptedException {
    long pid =
        Long.parseLong(
            Files.readAllLines(server.data().resolve("database/cluster/postmaster.pid"))
                .getFirst()
                .strip());
    ProcessHandle postmaster = ProcessHandle.of(pid).orElseThrow();
    processes =
        Stream.concat(Stream.of(postmaster), postmaster.descendants())
            .map(process -> String.valueOf(process.pid()))
            .toList();
    signal("-STOP");
  }

  /** How many there are. */
  public int processes() {
    return processes.size();
  }

  private void signal(String name) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("kill", name));
    command.addAll(processes);
    assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
  }

  @Override
  public void close() throws IOException, InterruptedException {
    signal("-CONT");
  }
}
