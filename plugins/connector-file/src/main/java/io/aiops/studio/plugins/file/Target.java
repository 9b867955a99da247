package io.aiops.studio.plugins.file;

import io.aiops.studio.api.PluginException;
import io.aiops.studio.api.PluginException.Category;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.NoSuchFileException;
import java.util.UUID;

/**
 * A file that comes into being whole: written beside its place under a name of the studio's,
 * brought to the disk, then moved there at once.
 */
final class Target {

  private static final int CHUNK = 64 * 1024;

  private final Folder folder;
  private final RelativePath path;

  Target(Folder folder, RelativePath path) {
    this.folder = folder;
    this.path = path;
  }

  /**
   * @return its size in bytes
   * @throws PluginException {@code INVALID_INPUT} if there is another file and it shall stay; the
   *     same content is the same file, so that a repeated call does no harm
   */
  long put(InputStream content, boolean overwrite) throws IOException, InterruptedException {
    boolean there = folder.attributes(path.name()).isPresent();
    if (there) {
      // Neither a link nor a pipe nor a folder is replaced.
      folder.file(path.name(), path);
    }
    String part = RelativePath.RESERVED + UUID.randomUUID() + ".part";
    boolean moved = false;
    try {
      long size = write(part, content);
      if (!overwrite && folder.attributes(path.name()).isPresent()) {
        folder.file(path.name(), path);
        if (!same(part, path.name())) {
          throw new PluginException(
              Category.INVALID_INPUT,
              "'"
                  + path
                  + "' is already there with other content; choose another name, or set"
                  + " 'overwrite'.");
        }
        return size;
      }
      folder.rename(part, path.name());
      moved = true;
      return size;
    } catch (NoSuchFileException e) {
      throw new PluginException(
          Category.UNAVAILABLE,
          "The folder of '" + path + "' went away while it was written; trying again can help.",
          e);
    } finally {
      if (!moved && folder.attributes(part).isPresent()) {
        folder.delete(part);
      }
    }
  }

  private long write(String part, InputStream content) throws IOException, InterruptedException {
    long size = 0;
    try (SeekableByteChannel out = folder.create(part)) {
      byte[] chunk = new byte[CHUNK];
      for (int read = content.read(chunk); read >= 0; read = content.read(chunk)) {
        if (Thread.interrupted()) {
          throw new InterruptedException("Interrupted while writing; nothing was changed");
        }
        ByteBuffer bytes = ByteBuffer.wrap(chunk, 0, read);
        while (bytes.hasRemaining()) {
          size += out.write(bytes);
        }
      }
      if (out instanceof FileChannel file) {
        // Otherwise a crash could leave the new name with nothing behind it.
        file.force(true);
      }
    }
    return size;
  }

  private boolean same(String one, String other) throws IOException {
    try (SeekableByteChannel first = folder.read(one);
        SeekableByteChannel second = folder.read(other)) {
      if (first.size() != second.size()) {
        return false;
      }
      InputStream a = new BufferedInputStream(Channels.newInputStream(first), CHUNK);
      InputStream b = new BufferedInputStream(Channels.newInputStream(second), CHUNK);
      for (int x = a.read(); x >= 0; x = a.read()) {
        if (x != b.read()) {
          return false;
        }
      }
      return b.read() < 0;
    }
  }
}
