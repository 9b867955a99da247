package io.aiops.studio.cli.server;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An address under {@code /api/v1}.
 *
 * @param text path and query, encoded
 */
public record Resource(String text) {

  /** {@code of("executions", id, "events")}; whatever a name holds, it stays one segment. */
  public static Resource of(String... segments) {
    return new Resource(
        Arrays.stream(segments).map(Resource::encode).collect(Collectors.joining("/")));
  }

  /** With a query parameter, unless its value is null. */
  public Resource with(String name, @Nullable Object value) {
    if (value == null) {
      return this;
    }
    return new Resource(
        text + (text.contains("?") ? "&" : "?") + name + "=" + encode(value.toString()));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
