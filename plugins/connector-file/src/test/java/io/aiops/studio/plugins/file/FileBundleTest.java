package io.aiops.studio.plugins.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.api.Connector;
import io.aiops.studio.api.Tool;
import io.aiops.studio.plugins.testkit.BundleContract;
import io.aiops.studio.plugins.testkit.RecordingContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;

final class FileBundleTest extends BundleContract {

  @TempDir Path granted;

  @Override
  protected Set<Contribution> contributions() {
    return Set.of(new Contribution(Connector.class, "file"));
  }

  @Override
  protected void use(Contribution contribution, Object given) throws Exception {
    Tool write =
        ((Connector) given)
            .tools().stream().filter(tool -> tool.name().equals("write")).findFirst().orElseThrow();
    write
        .function()
        .call(
            Map.of("path", "a/b.txt", "text", "hello"),
            new RecordingContext().settings(Map.of("folders", List.of(granted.toString()))));
    assertThat(Files.readString(granted.resolve("a/b.txt"))).isEqualTo("hello");
  }
}
