package io.aiops.studio.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DatabaseLogTest {

  private static final Instant MIDNIGHT = Instant.parse("2026-11-29T00:00:00Z");

  @TempDir private Path folder;

  @Test
  void joins_the_hours_in_order_also_over_midnight() throws IOException {
    hour("postgresql-00.log", "third\n", 30);
    hour("postgresql-22.log", "first\n", -60);
    hour("postgresql-23.log", "second\n", 0);
    Path to = folder.resolve("postgresql.log");
    DatabaseLog.copy(folder, to);
    assertThat(to).hasContent("first\nsecond\nthird\n");
  }

  private void hour(String name, String text, int minutes) throws IOException {
    Path logs = Files.createDirectories(folder.resolve("database/cluster/log"));
    Path file = Files.writeString(logs.resolve(name), text);
    Files.setLastModifiedTime(file, FileTime.from(MIDNIGHT.plusSeconds(minutes * 60L)));
  }

  @Test
  void of_a_database_elsewhere_there_is_none() throws IOException {
    Path to = folder.resolve("postgresql.log");
    DatabaseLog.copy(folder, to);
    assertThat(to).doesNotExist();
  }
}
