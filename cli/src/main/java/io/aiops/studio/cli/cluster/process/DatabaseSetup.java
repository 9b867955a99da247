package io.aiops.studio.cli.cluster.process;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * Unpacks PostgreSQL and makes an empty database; afterwards the file {@code program.path} names
 * the folder of its programs. Whoever starts it does so without Java between.
 */
public final class DatabaseSetup {

  private DatabaseSetup() {}

  /**
   * @param arguments the folder; {@code password} lies in it
   */
  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    Path program = folder.resolve("program");
    EmbeddedPostgres.builder()
        .setDataDirectory(folder.resolve("cluster"))
        .setOverrideWorkingDirectory(program.toFile())
        .setCleanDataDirectory(false)
        .setRegisterShutdownHook(false)
        .setPGStartupWait(Duration.ofMinutes(2))
        .setLocaleConfig("pwfile", folder.resolve("password").toString())
        .setLocaleConfig("auth", "scram-sha-256")
        .setLocaleConfig("locale", "C")
        .setLocaleConfig("locale-provider", "builtin")
        .setLocaleConfig("builtin-locale", "C.UTF-8")
        .setConnectConfig("password", Files.readString(folder.resolve("password")).strip())
        .start()
        .close();
    try (Stream<Path> files = Files.walk(program)) {
      Path postgres =
          files
              .filter(file -> file.endsWith(Path.of("bin", "postgres")))
              .max(Comparator.comparing(Path::toString))
              .orElseThrow(() -> new IOException("No bin/postgres was unpacked to " + program));
      Files.writeString(folder.resolve("program.path"), postgres.getParent() + "\n");
    }
  }
}
