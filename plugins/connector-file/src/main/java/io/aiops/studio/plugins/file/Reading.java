package io.aiops.studio.plugins.file;

import io.aiops.studio.api.CallContext;
import io.aiops.studio.api.FileRef;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLConnection;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The tools {@code read} and {@code import}. */
final class Reading {

  private static final int MOST = 1024 * 1024;
  private static final Set<String> TEXT = Set.of("log", "md", "csv", "tsv", "yaml", "yml", "out");

  private Reading() {}

  static Map<String, @Nullable Object> text(
      Map<String, @Nullable Object> arguments, CallContext context) throws IOException {
    int most = arguments.get("maxBytes") instanceof Number number ? number.intValue() : MOST;
    Path granted = Grants.from(context.settings()).toRead(arguments, context);
    RelativePath path = RelativePath.ofFile(String.valueOf(arguments.get("path")));
    try (Folder folder = Folder.open(granted, path.parent())) {
      long size = folder.file(path.name(), path).size();
      try (InputStream in = Channels.newInputStream(folder.read(path.name()))) {
        byte[] bytes = in.readNBytes(most);
        boolean truncated = in.read() >= 0;
        int whole = truncated ? wholeCharacters(bytes) : bytes.length;
        Map<String, @Nullable Object> result = new LinkedHashMap<>();
        result.put("path", path.toString());
        result.put("text", new String(bytes, 0, whole, StandardCharsets.UTF_8));
        result.put("truncated", truncated);
        result.put("size", Math.max(size, bytes.length));
        return result;
      }
    }
  }

  /** Leaves a character out that the bound cut in two. */
  private static int wholeCharacters(byte[] bytes) {
    int begin = bytes.length - 1;
    while (begin > 0 && begin > bytes.length - 4 && (bytes[begin] & 0xC0) == 0x80) {
      begin--;
    }
    int lead = bytes[begin] & 0xff;
    int needs = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1;
    return bytes.length - begin < needs ? begin : bytes.length;
  }

  static Map<String, @Nullable Object> take(
      Map<String, @Nullable Object> arguments, CallContext context) throws IOException {
    Grants grants = Grants.from(context.settings());
    Path granted = grants.toRead(arguments, context);
    RelativePath path = RelativePath.ofFile(String.valueOf(arguments.get("path")));
    try (Folder folder = Folder.open(granted, path.parent())) {
      Bounded.check(path.toString(), folder.file(path.name(), path).size(), grants.largest());
      try (InputStream in =
          new Bounded(
              Channels.newInputStream(folder.read(path.name())),
              path.toString(),
              grants.largest())) {
        String type =
            arguments.get("mediaType") instanceof String given && !given.isBlank()
                ? given
                : mediaType(path.name());
        FileRef file = context.save(path.name(), type, in);
        return Map.of("file", file.toMap());
      }
    }
  }

  private static String mediaType(String name) {
    String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    String known = URLConnection.guessContentTypeFromName(name);
    if (ending.equals("csv")) {
      return "text/csv";
    }
    if (ending.equals("md")) {
      return "text/markdown";
    }
    if (known != null) {
      return known;
    }
    return TEXT.contains(ending) ? "text/plain" : "application/octet-stream";
  }
}
