package io.aiops.studio.marketplace.catalog;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.LongConsumer;

/** A catalog in a folder. */
final class FolderCarrier implements Carrier {

  private final Path folder;

  FolderCarrier(Path folder) {
    this.folder = folder;
  }

  @Override
  public byte[] read(String path, long most, LongConsumer seen) throws IOException {
    Path file = folder.resolve(path);
    if (!Files.isRegularFile(file)) {
      // Anything else, such as a pipe, would have us wait.
      throw new NoSuchFileException(path);
    }
    try (InputStream in = Files.newInputStream(file)) {
      return Carrier.all(path, in, most, seen);
    }
  }
}
