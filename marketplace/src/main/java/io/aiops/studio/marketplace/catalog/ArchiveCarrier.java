package io.aiops.studio.marketplace.catalog;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.LongConsumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** A catalog in one file: a zip of what a folder would hold. */
final class ArchiveCarrier implements Carrier {

  private final Path archive;

  ArchiveCarrier(Path archive) {
    this.archive = archive;
  }

  @Override
  public byte[] read(String path, long most, LongConsumer seen) throws IOException {
    if (!Files.isRegularFile(archive)) {
      throw new NoSuchFileException("the file");
    }
    try (ZipFile zip = new ZipFile(archive.toFile())) {
      ZipEntry entry = zip.getEntry(path);
      if (entry == null) {
        throw new NoSuchFileException(path);
      }
      try (InputStream in = zip.getInputStream(entry)) {
        return Carrier.all(path, in, most, seen);
      }
    } catch (IllegalArgumentException e) {
      throw new IOException("it is no zip file", e);
    }
  }
}
