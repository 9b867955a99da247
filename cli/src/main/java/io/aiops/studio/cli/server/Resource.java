package io.aiops.studio.cli.server;

import io.aiops.studio.cli.console.CommandFailedException;
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

  /**
   * {@code of("executions", id, "events")}; whatever a name holds, it stays one segment.
   *
   * @throws CommandFailedException if a name is none, and would be the address of something else
   */
  public static Resource of(String... segments) {
    return new Resource(
        Arrays.stream(segments).map(Resource::segment).collect(Collectors.joining("/")));
  }

  private static String segment(String name) {
    if (name.isEmpty() || name.equals(".") || name.equals("..")) {
      throw CommandFailedException.misuse(
          "'%s' is given as a name or id; nothing is called so.".formatted(name));
    }
    return encode(name);
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
