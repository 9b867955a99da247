package io.aiops.studio.host.isolate;

import io.aiops.studio.host.plugin.LoneBundle;
import io.aiops.studio.host.plugin.Offer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The plugin's code in this process. */
class InProcessServicesTest extends ServicesContract {

  @TempDir Path folder;

  private LoneBundle bundle;

  @BeforeEach
  void start() throws IOException {
    Path jar = Files.write(folder.resolve("all.jar"), AllKinds.jar());
    bundle = LoneBundle.start(jar, folder.resolve("cache"));
  }

  @AfterEach
  void stop() {
    bundle.close();
  }

  @Override
  List<Offer> offers() {
    return bundle.offers();
  }

  @Override
  String type(Throwable thrown) {
    return thrown.getClass().getSimpleName();
  }
}
