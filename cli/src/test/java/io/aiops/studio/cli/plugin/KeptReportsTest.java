package io.aiops.studio.cli.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.cli.console.Terminal;
import io.aiops.studio.cli.server.Api;
import io.aiops.studio.cli.server.Environment;
import io.aiops.studio.cli.server.Session;
import io.aiops.studio.cli.server.Token;
import io.aiops.studio.cli.signing.Greeter;
import io.aiops.studio.cli.signing.Jar;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KeptReportsTest {

  @TempDir private Path folder;

  /** What a person is told of it. */
  private String tried(Path home, Path jar, String java) throws InterruptedException {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    Environment environment =
        Environment.of(Map.of("STUDIO_URL", "http://localhost:1", "STUDIO_HOME", home.toString()));
    PrintStream to = new PrintStream(said, true, StandardCharsets.UTF_8);
    try (Api api = new Api(environment.url(), Token.of(environment))) {
      Session session =
          new Session(environment, api, new Terminal(to, to, false), folder, pause -> {});
      Map<Path, byte[]> reports =
          new KeptReports(new CompatibilityKit(session), folder.resolve("reports"), java)
              .of(Map.of(jar, Jar.read(jar)));
      assertThat(reports).containsOnlyKeys(jar);
    }
    return said.toString(StandardCharsets.UTF_8);
  }

  @Test
  void what_was_tried_on_one_java_is_tried_again_on_another()
      throws IOException, InterruptedException {
    Path home = FakeKit.in(folder.resolve("home"), "pass");
    Path jar = Greeter.jar(folder);
    assertThat(tried(home, jar, "25+36")).contains("Trying");
    assertThat(tried(home, jar, "25+36")).doesNotContain("Trying");
    assertThat(tried(home, jar, "25.0.1+8")).contains("Trying");
    assertThat(tried(home, jar, "25+36")).doesNotContain("Trying");
  }
}
