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
      return Map.of("text", new String(bytes, StandardCharsets.UTF_8), "truncated", more);
    }
  }

  static Map<String, @Nullable Object> save(
      Map<String, @Nullable Object> arguments, CallContext context) throws IOException {
    String name = String.valueOf(arguments.get("name"));
    String type = arguments.get("mediaType") instanceof String given ? given : "text/markdown";
    byte[] bytes = String.valueOf(arguments.get("text")).getBytes(StandardCharsets.UTF_8);
    return Map.of("file", context.save(name, type, new ByteArrayInputStream(bytes)).toMap());
  }
}
