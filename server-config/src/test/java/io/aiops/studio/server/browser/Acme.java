package io.aiops.studio.server.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.server.StudioServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A publisher who has a key, whom the studio knows, and who signs copies of the echo agent. */
final class Acme {

  /** Its classes lie in that namespace: a signature is for what is one's own. */
  static final String NAMESPACE = "io.aiops.studio.plugins.echo";

  static final String PARROT = NAMESPACE + ".parrot";

  private final StudioServer server;
  private final Path key;

  Acme(StudioServer server) {
    this.server = server;
    key = Visits.file("acme.key", "").resolveSibling("made.key");
    StudioServer.Ended made = server.runs("plugin", "key", key.toString());
    assertThat(made.code()).as(made.output()).isZero();
    server
        .api()
        .post("/publishers", Map.of("namespace", NAMESPACE, "name", "Acme Tools"))
        .expect(201);
    server
        .api()
        .post("/publishers/" + NAMESPACE + "/keys", Map.of("publicKey", made.printed().strip()))
        .expect(201);
  }

  /** A signed version of the parrot. */
  Path parrot(String version, String wants) {
    return signed(version, wants, Bundle.PARROT, "--check");
  }

  /** A signed version whose agent cannot be made, so that the kit would not pass it. */
  Path thatDoesNotStart(String version, String wants) {
    return signed(version, wants, "org.example.Absent");
  }

  private Path signed(String version, String wants, String implementation, String... more) {
    Path jar = Bundle.of(PARROT, "parrot", "Parrot", version, wants, implementation);
    Path packed = jar.resolveSibling("parrot-" + version + ".studio");
    Path readme =
        Visits.file("README.md", "# Parrot\n\nSays *again* what it was told.\n").toAbsolutePath();
    List<String> sign =
        new ArrayList<>(
            List.of(
                "plugin",
                "sign",
                jar.toAbsolutePath().toString(),
                "--key",
                key.toAbsolutePath().toString(),
                "--readme",
                readme.toString(),
                "--out",
                packed.toAbsolutePath().toString()));
    sign.addAll(List.of(more));
    StudioServer.Ended signed = server.runs(sign.toArray(String[]::new));
    assertThat(signed.code()).as(signed.output()).isZero();
    return packed;
  }

  /** A workflow of this studio, given out and signed. */
  Path template(String workflow, String version) {
    Path file = Visits.file(workflow + ".studio-template", "").toAbsolutePath();
    StudioServer.Ended made =
        server.runs(
            "template",
            "export",
            workflow,
            "--id",
            NAMESPACE + "." + workflow,
            "--version",
            version,
            "--out",
            file.toString());
    assertThat(made.code()).as(made.output()).isZero();
    StudioServer.Ended signed =
        server.runs("template", "sign", file.toString(), "--key", key.toAbsolutePath().toString());
    assertThat(signed.code()).as(signed.output()).isZero();
    return file;
  }

  /** Nothing of it stays for other tests. */
  void leave() {
    server.api().delete("/publishers/" + NAMESPACE);
  }
}
