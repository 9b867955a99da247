package io.aiops.studio.marketplace;

import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.marketplace.sharing.Sharing;
import io.aiops.studio.marketplace.sharing.Sharing.Seen;
import io.aiops.studio.marketplace.template.TemplateFile;
import io.aiops.studio.marketplace.template.TestTemplates;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A studio whose workspaces share templates with their own people. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class SharingFixture {

  @TempDir static Path folder;

  RunningMarketplace running;
  Sharing sharing;

  @BeforeAll
  void start() throws IOException {
    running = RunningMarketplace.start(folder);
    sharing = running.marketplace().sharing();
  }

  @AfterAll
  void stop() {
    running.close();
  }

  static TemplateFile template(String id, String version, String readme) {
    return TestTemplates.plain(id, version, readme);
  }

  /** What of this template the caller sees. */
  List<Seen> of(Caller caller, String template) {
    return sharing.list(caller).stream()
        .filter(seen -> seen.shared().template().equals(template))
        .toList();
  }
}
