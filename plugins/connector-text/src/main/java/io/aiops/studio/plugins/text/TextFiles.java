package io.aiops.studio.plugins.text;

import io.aiops.studio.api.CallContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The tools {@code read} and {@code save}. */
final class TextFiles {

  private TextFiles() {}

  static Map<String, @Nullable Object> read(
      Map<String, @Nullable Object> arguments, CallContext context) throws IOException {
    int most = Source.integer(arguments, "maxBytes", 1024 * 1024);
    try (InputStream in = Source.open(arguments, context)) {
      byte[] bytes = in.readNBytes(most);
      boolean more = in.read() >= 0;
      int whole = more ? wholeCharacters(bytes) : bytes.length;
      return Map.of("text", new String(bytes, 0, whole, StandardCharsets.UTF_8), "truncated", more);
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

  static Map<String, @Nullable Object> save(
      Map<String, @Nullable Object> arguments, CallContext context) throws IOException {
    String name = String.valueOf(arguments.get("name"));
    String type = arguments.get("mediaType") instanceof String given ? given : "text/markdown";
    byte[] bytes = String.valueOf(arguments.get("text")).getBytes(StandardCharsets.UTF_8);
    return Map.of("file", context.save(name, type, new ByteArrayInputStream(bytes)).toMap());
  }
}
