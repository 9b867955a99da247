package io.aiops.studio.plugins.file;

import io.aiops.studio.api.CallContext;
import io.aiops.studio.api.PluginException;
import io.aiops.studio.api.PluginException.Category;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The folders a connection grants. To read one and to write to it are granted apart.
 *
 * @param largest bytes of one file
 */
record Grants(Set<Path> read, Set<Path> write, long largest) {

  private static final long LARGEST = 256L * 1024 * 1024;

  static Grants from(Map<String, @Nullable Object> settings) {
    Set<Path> both = folders(settings, "folders");
    Set<Path> read = new LinkedHashSet<>(both);
    read.addAll(folders(settings, "readFolders"));
    Set<Path> write = new LinkedHashSet<>(both);
    write.addAll(folders(settings, "writeFolders"));
    long largest = settings.get("maxBytes") instanceof Number number ? number.longValue() : LARGEST;
    return new Grants(read, write, largest);
  }

  private static Set<Path> folders(Map<String, @Nullable Object> settings, String name) {
    Set<Path> folders = new LinkedHashSet<>();
    if (settings.get(name) instanceof List<?> given) {
      for (Object folder : given) {
        folders.add(folder(name, String.valueOf(folder)));
      }
    }
    return folders;
  }

  private static Path folder(String setting, String given) {
    try {
      Path folder = Path.of(given).normalize();
      if (folder.isAbsolute()) {
        return folder;
      }
    } catch (InvalidPathException e) {
      throw noFolder(setting, given, e);
    }
    throw noFolder(setting, given, null);
  }

  private static PluginException noFolder(String setting, String given, @Nullable Throwable cause) {
    return new PluginException(
        Category.INVALID_INPUT,
        "The connection's setting '"
            + setting
            + "' holds '"
            + given
            + "'; expected the absolute path of a folder of the server.",
        cause);
  }

  Path toRead(Map<String, @Nullable Object> arguments, CallContext context) {
    return granted(pick(read, arguments.get("folder"), "reading"), context);
  }

  Path toWrite(Map<String, @Nullable Object> arguments, CallContext context) {
    return granted(pick(write, arguments.get("folder"), "writing"), context);
  }

  /** The connection grants it to its users, the studio to this plugin: both have to. */
  private static Path granted(Path folder, CallContext context) {
    context.requireFolder(folder);
    return folder;
  }

  /** The one that is meant: by its last name or its whole path, or the only one. */
  private static Path pick(Set<Path> granted, @Nullable Object given, String what) {
    Object wanted = "".equals(given) ? null : given;
    List<Path> fitting =
        granted.stream()
            .filter(folder ->
                wanted == null || wanted.equals(name(folder)) || wanted.equals(folder.toString()))
            .toList();
    if (fitting.size() == 1) {
      return fitting.getFirst();
    }
    String grants =
        granted.isEmpty()
            ? "The connection grants no folder for " + what
            : "For " + what + " the connection grants " + granted;
    if (fitting.isEmpty()) {
      throw new PluginException(
          Category.DENIED, grants + (wanted == null ? "." : "; '" + wanted + "' is none of them."));
    }
    throw new PluginException(
        Category.INVALID_INPUT,
        grants
            + "; 'folder' is "
            + (wanted == null ? "missing" : "'" + wanted + "', which fits several")
            + "; expected one of them.");
  }

  static String name(Path folder) {
    Path last = folder.getFileName();
    return last == null ? folder.toString() : last.toString();
  }
}
