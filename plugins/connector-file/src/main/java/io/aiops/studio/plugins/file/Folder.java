package io.aiops.studio.plugins.file;

import io.aiops.studio.api.PluginException;
import io.aiops.studio.api.PluginException.Category;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;

/**
 * An open folder inside a granted one. It was reached by opening name after name relative to the
 * folder before, never through a link, and stays the same folder whatever is renamed or replaced on
 * the way to it: there is no moment between a check and a use.
 */
final class Folder implements AutoCloseable {

  /** Two calls that make the same folder at once must not take each other's away. */
  private static final ReentrantLock MAKING = new ReentrantLock();

  private final SecureDirectoryStream<Path> open;

  private Folder(SecureDirectoryStream<Path> open) {
    this.open = open;
  }

  /**
   * @throws PluginException {@code NOT_FOUND} if it is missing, {@code DENIED} if a link leads to
   *     it
   */
  static Folder open(Path granted, RelativePath path) throws IOException {
    return walk(granted, path, false);
  }

  /** Makes what is missing on the way. */
  static Folder openOrMake(Path granted, RelativePath path) throws IOException {
    return walk(granted, path, true);
  }

  private static Folder walk(Path granted, RelativePath path, boolean make) throws IOException {
    Folder here = root(granted);
    RelativePath seen = RelativePath.of("");
    try {
      for (String name : path.names()) {
        seen = seen.child(name);
        if (make) {
          make(granted, here, name);
        }
        Folder next = here.child(name, seen);
        here.close();
        here = next;
      }
      return here;
    } catch (IOException | RuntimeException e) {
      here.close();
      throw e;
    }
  }

  private static Folder root(Path granted) throws IOException {
    DirectoryStream<Path> stream;
    try {
      stream = Files.newDirectoryStream(granted);
    } catch (NoSuchFileException e) {
      throw new PluginException(
          Category.NOT_FOUND,
          "The granted folder " + granted + " is not on the server; make it, or change the grant.",
          e);
    }
    if (stream instanceof SecureDirectoryStream<Path> secure) {
      return new Folder(secure);
    }
    stream.close();
    throw new PluginException(
        Category.DENIED,
        "This server's file system cannot open files relative to a folder, without which links"
            + " could lead out of "
            + granted
            + "; files can be used on Linux and macOS.");
  }

  private Folder child(String name, RelativePath shown) throws IOException {
    BasicFileAttributes attributes =
        attributes(name).orElseThrow(() -> Trouble.missing(shown.toString()));
    if (attributes.isSymbolicLink()) {
      throw Trouble.link(shown.toString());
    }
    // Looked at before it is opened: to open a pipe would wait for somebody to write to it.
    if (!attributes.isDirectory()) {
      throw Trouble.noFolder(shown.toString());
    }
    return new Folder(open.newDirectoryStream(path(name), LinkOption.NOFOLLOW_LINKS));
  }

  /**
   * Java cannot make a folder relative to an open one, but can move one there. So it is made in the
   * granted folder, whose path the administrator vouches for, and moved.
   */
  private static void make(Path granted, Folder parent, String name) throws IOException {
    MAKING.lock();
    try {
      if (parent.attributes(name).isPresent()) {
        return;
      }
      Path made = granted.resolve(RelativePath.RESERVED + UUID.randomUUID());
      Files.createDirectory(made);
      try (Folder root = root(granted)) {
        root.open.move(made.getFileName(), parent.open, path(name));
      } catch (IOException e) {
        Files.deleteIfExists(made);
        throw e;
      }
    } finally {
      MAKING.unlock();
    }
  }

  /** Of the entry itself, also if it is a link; empty if there is none. */
  Optional<BasicFileAttributes> attributes(String name) throws IOException {
    return attributes(path(name));
  }

  Optional<BasicFileAttributes> attributes(Path name) throws IOException {
    try {
      return Optional.of(
          open.getFileAttributeView(name, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
              .readAttributes());
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /**
   * The attributes of an ordinary file.
   *
   * @param shown how messages call it
   */
  BasicFileAttributes file(String name, RelativePath shown) throws IOException {
    BasicFileAttributes attributes =
        attributes(name).orElseThrow(() -> Trouble.missing(shown.toString()));
    if (attributes.isSymbolicLink()) {
      throw Trouble.link(shown.toString());
    }
    if (!attributes.isRegularFile()) {
      throw new PluginException(
          Category.INVALID_INPUT,
          "'"
              + shown
              + "' is "
              + (attributes.isDirectory() ? "a folder" : "a device, pipe or socket")
              + "; expected an ordinary file.");
    }
    return attributes;
  }

  SeekableByteChannel read(String name) throws IOException {
    return open.newByteChannel(
        path(name), Set.<OpenOption>of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
  }

  SeekableByteChannel create(String name) throws IOException {
    return open.newByteChannel(
        path(name),
        Set.<OpenOption>of(
            StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW, LinkOption.NOFOLLOW_LINKS));
  }

  /** At once: whoever looks sees the old file or the new one. */
  void rename(String from, String to) throws IOException {
    open.move(path(from), open, path(to));
  }

  void delete(String name) throws IOException {
    open.deleteFile(path(name));
  }

  /** Its entries; can be asked once. Their own paths hold names that no text can write. */
  Iterator<Path> entries() {
    return open.iterator();
  }

  private static Path path(String name) {
    try {
      return Path.of(name);
    } catch (InvalidPathException e) {
      throw new PluginException(
          Category.INVALID_INPUT,
          "'path' holds '" + name + "', a name this server's locale cannot write; expected ASCII.",
          e);
    }
  }

  @Override
  public void close() throws IOException {
    open.close();
  }
}
