package io.aiops.studio.plugins.http;

import com.fasterxml.jackson.jr.ob.JSON;
import io.aiops.studio.api.CallContext;
import io.aiops.studio.api.FileRef;
import io.aiops.studio.api.PluginException;
import io.aiops.studio.api.PluginException.Category;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What goes along with a request. Can be opened again, for a redirect that repeats the request.
 *
 * @param size in bytes; 0 if there is nothing
 */
record Material(String mediaType, long size, Source source) {

  /** Where the bytes come from. */
  @FunctionalInterface
  interface Source {
    InputStream open(CallContext context) throws IOException;
  }

  static final Material NONE = new Material("", 0, context -> InputStream.nullInputStream());

  private static final Set<String> WITHOUT = Set.of("GET", "HEAD", "OPTIONS");

  /** From the one of {@code json}, {@code form}, {@code text} and {@code file} that is given. */
  static Material from(String method, Map<String, @Nullable Object> arguments) {
    List<String> given =
        Stream.of("json", "form", "text", "file")
            .filter(name -> arguments.get(name) != null)
            .toList();
    if (given.isEmpty()) {
      return NONE;
    }
    if (given.size() > 1) {
      throw invalid(given + " are given; expected one of them");
    }
    if (WITHOUT.contains(method)) {
      throw invalid("'" + given.getFirst() + "' cannot go along with " + method);
    }
    Object value = arguments.get(given.getFirst());
    String type = arguments.get("mediaType") instanceof String t && !t.isBlank() ? t : "";
    Headers.checkValue("'mediaType'", type);
    return switch (given.getFirst()) {
      case "json" -> of(type.isEmpty() ? "application/json" : type, json(value));
      case "form" ->
          of("application/x-www-form-urlencoded", String.join("&", Question.pairs(value)));
      case "text" -> of(type.isEmpty() ? "text/plain; charset=utf-8" : type, String.valueOf(value));
      default -> of(type, value);
    };
  }

  private static Material of(String type, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return new Material(type, bytes.length, context -> new ByteArrayInputStream(bytes));
  }

  private static Material of(String type, @Nullable Object value) {
    FileRef file =
        FileRef.from(value)
            .orElseThrow(() ->
                invalid("'file' is no file of the studio; expected {\"file\": id, \"name\": …}"));
    return new Material(
        type.isEmpty() ? file.mediaType() : type, file.size(), context -> context.open(file));
  }

  private static String json(@Nullable Object value) {
    try {
      return JSON.std.asString(value);
    } catch (IOException e) {
      throw new PluginException(
          Category.INVALID_INPUT, "'json' cannot be written: " + e.getMessage(), e);
    }
  }

  private static PluginException invalid(String why) {
    return new PluginException(Category.INVALID_INPUT, why + ".");
  }
}
