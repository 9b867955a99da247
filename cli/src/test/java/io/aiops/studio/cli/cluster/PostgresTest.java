package io.aiops.studio.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class PostgresTest {

  private static final Path HOSTS =
      Path.of("..", "host", "src", "main", "resources", "db", "postgresql.properties");

  private final List<String> command = Postgres.command(Path.of("bin"), Path.of("data"), 9293);

  @Test
  void it_is_set_as_the_embedded_one_but_for_what_a_cluster_shares() throws IOException {
    Properties embedded = new Properties();
    try (BufferedReader file = Files.newBufferedReader(HOSTS)) {
      embedded.load(file);
    }
    assertThat(embedded).containsEntry("fsync", "on").hasSizeGreaterThan(15);
    embedded.remove("max_connections");
    embedded.forEach((name, value) -> assertThat(command).contains(name + "=" + value));
    assertThat(command)
        .contains("listen_addresses=127.0.0.1", "max_connections=250")
        .containsSubsequence("-D", "data", "-p", "9293")
        .filteredOn(each -> each.contains("="))
        .as("each once")
        .hasSize(embedded.size() + 3);
  }
}
