package io.aiops.studio.cli.signing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StudioPackageTest {

  /** The host's GoldenPackageTest verifies this very file. */
  private static final Path GOLDEN = Path.of("src/test/resources/golden/greeter.studio");

  @TempDir Path folder;

  @Test
  void the_same_files_key_and_time_give_the_same_bytes_for_ever() throws IOException {
    Jar jar = Jar.read(Greeter.jar(folder));
    byte[] made =
        new StudioPackage(jar)
            .with("README.md", "# Greets\n".getBytes(StandardCharsets.UTF_8))
            .with("sbom.cdx.json", Documents.bill(jar))
            .with(
                "provenance.json",
                Documents.provenance(jar, "git+https://acme.com/greeter", "0123abc"))
            .sign(SigningKey.read(Greeter.key(folder)), Instant.parse("2026-11-29T12:00:00.5Z"));
    Path target = Files.write(Path.of("target/greeter.studio"), made);
    assertThat(target).hasSameBinaryContentAs(GOLDEN);
  }
}
