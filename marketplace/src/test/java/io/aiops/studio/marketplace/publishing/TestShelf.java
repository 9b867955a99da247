package io.aiops.studio.marketplace.publishing;

import io.aiops.studio.host.trust.ShippedPublisher;
import io.aiops.studio.host.trust.SigningKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A catalog that comes with the studio, as the build makes it. */
public final class TestShelf {

  private TestShelf() {}

  /** Makes it anew, of packages that Acme signs. */
  public static void make(Path shelf, SigningKey key, TestPackage... packages) throws IOException {
    make(shelf, key, List.of(), packages);
  }

  /**
   * @param templates signed already
   */
  public static void make(
      Path shelf, SigningKey key, List<byte[]> templates, TestPackage... packages)
      throws IOException {
    make(shelf, "acme", key, templates, packages);
  }

  /**
   * @param namespace Acme's
   */
  public static void make(
      Path shelf, String namespace, SigningKey key, List<byte[]> templates, TestPackage... packages)
      throws IOException {
    Path folder = Files.createTempDirectory("shelf");
    List<Path> files = new ArrayList<>();
    for (TestPackage each : packages) {
      files.add(Files.write(folder.resolve(files.size() + ".studio"), each.sign(key)));
    }
    for (byte[] each : templates) {
      files.add(Files.write(folder.resolve(files.size() + ".studio-template"), each));
    }
    ShelfMain.make(
        shelf,
        files,
        new ShippedPublisher(namespace, "Acme", key.publicKey().text()),
        Instant.now());
  }
}
