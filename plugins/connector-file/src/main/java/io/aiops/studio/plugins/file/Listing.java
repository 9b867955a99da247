package io.aiops.studio.plugins.file;

import io.aiops.studio.api.CallContext;
import io.aiops.studio.api.PluginException;
import io.aiops.studio.api.PluginException.Category;
import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The tool {@code list}. */
final class Listing {

  private static final int MOST_LOOKED_AT = 100_000;
  private static final int MOST = 1000;

  private Listing() {}

  static Map<String, @Nullable Object> call(
      Map<String, @Nullable Object> arguments, CallContext context)
      throws IOException, InterruptedException {
    Path granted = Grants.from(context.settings()).toRead(arguments, context);
    RelativePath path = RelativePath.of(arguments.get("path") instanceof String p ? p : "");
    String pattern = arguments.get("pattern") instanceof String p ? p : "*";
    int most = arguments.get("maxEntries") instanceof Number number ? number.intValue() : MOST;
    List<Map<String, @Nullable Object>> entries = new ArrayList<>();
    boolean truncated = false;
    try (Folder folder = Folder.open(granted, path)) {
      for (Map.Entry<String, Path> named : names(folder, path, pattern).entrySet()) {
        if (entries.size() == most) {
          truncated = true;
          break;
        }
        // One that went away since its name was read is left out.
        folder
            .attributes(named.getValue())
            .ifPresent(found -> entries.add(entry(path, named.getKey(), found)));
      }
    }
    Map<String, @Nullable Object> result = new LinkedHashMap<>();
    result.put("folder", Grants.name(granted));
    result.put("path", path.toString());
    result.put("entries", entries);
    result.put("truncated", truncated);
    return result;
  }

  private static TreeMap<String, Path> names(Folder folder, RelativePath path, String pattern)
      throws InterruptedException {
    TreeMap<String, Path> names = new TreeMap<>();
    int seen = 0;
    for (Iterator<Path> entries = folder.entries(); entries.hasNext(); ) {
      Path entry = entries.next().getFileName();
      String name = entry.toString();
      if (++seen > MOST_LOOKED_AT) {
        throw new PluginException(
            Category.LIMIT_REACHED,
            "'"
                + path
                + "' has more than "
                + MOST_LOOKED_AT
                + " entries, which is the most that is looked at; spread them over folders.");
      }
      if (Thread.interrupted()) {
        throw new InterruptedException("Interrupted while listing");
      }
      if (!name.startsWith(RelativePath.RESERVED) && Wildcard.matches(pattern, name)) {
        names.put(name, entry);
      }
    }
    return names;
  }

  private static Map<String, @Nullable Object> entry(
      RelativePath path, String name, BasicFileAttributes found) {
    Map<String, @Nullable Object> entry = new LinkedHashMap<>();
    entry.put("name", name);
    entry.put("path", path.child(name).toString());
    entry.put("kind", kind(found));
    entry.put("size", found.isRegularFile() ? found.size() : 0L);
    entry.put("modifiedAt", found.lastModifiedTime().toInstant().toString());
    return entry;
  }

  private static String kind(BasicFileAttributes found) {
    if (found.isSymbolicLink()) {
      return "link";
    }
    if (found.isDirectory()) {
      return "folder";
    }
    return found.isRegularFile() ? "file" : "other";
  }
}
