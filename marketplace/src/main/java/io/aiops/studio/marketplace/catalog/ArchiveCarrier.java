package io.aiops.studio.marketplace.catalog;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** A catalog in one file: a zip of what a folder would hold. */
final class ArchiveCarrier implements Carrier {

  private final Path archive;

  ArchiveCarrier(Path archive) {
    this.archive = archive;
  }

  @Override
  public byte[] read(String path, long most) throws IOException {
    if (!Files.isRegularFile(archive)) {
      throw new NoSuchFileException("the file");
    }
    try (ZipFile zip = new ZipFile(archive.toFile())) {
      ZipEntry entry = zip.getEntry(path);
      if (entry == null) {
        throw new NoSuchFileException(path);
      }
      try (InputStream in = zip.getInputStream(entry)) {
        byte[] bytes = in.readNBytes((int) most + 1);
        if (bytes.length > most) {
          throw Carrier.tooLarge(path, most);
        }
        return bytes;
      }
    } catch (IllegalArgumentException e) {
      throw new IOException("it is no zip file", e);
    }
  }
}
