package io.aiops.studio.cli.server;

import io.aiops.studio.cli.console.CommandFailedException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What {@code ./studio} hands over.
 *
 * @param url where the server answers (STUDIO_URL)
 * @param token what it knows us by (STUDIO_TOKEN)
 * @param data the server's data folder, if it runs on this machine (STUDIO_DATA)
 * @param home the folder {@code ./studio} lies in (STUDIO_HOME)
 * @param serverPid the server's process, if it runs on this machine (STUDIO_SERVER_PID)
 */
public record Environment(
    URI url,
    Optional<String> token,
    Optional<Path> data,
    Optional<Path> home,
    Optional<Long> serverPid) {

  public static final String DEFAULT_URL = "http://localhost:9180";

  /**
   * @throws CommandFailedException if a variable holds what it cannot
   */
  public static Environment of(Map<String, String> variables) {
    return new Environment(
        url(value(variables, "STUDIO_URL").orElse(DEFAULT_URL), "STUDIO_URL"),
        value(variables, "STUDIO_TOKEN"),
        value(variables, "STUDIO_DATA").map(Path::of),
        value(variables, "STUDIO_HOME").map(Path::of),
        value(variables, "STUDIO_SERVER_PID").map(Environment::pid));
  }

  /** The server's address without a slash at its end. */
  public static URI url(String text, String from) {
    try {
      URI url = new URI(text.strip().replaceAll("/+$", ""));
      if (url.getHost() != null
          && ("http".equals(url.getScheme()) || "https".equals(url.getScheme()))) {
        return url;
      }
    } catch (URISyntaxException e) {
      throw CommandFailedException.misuse(noUrl(text, from), e);
    }
    throw CommandFailedException.misuse(noUrl(text, from));
  }

  private static String noUrl(String text, String from) {
    return "%s is '%s'; expected an address such as %s.".formatted(from, text, DEFAULT_URL);
  }

  private static Optional<String> value(Map<String, String> variables, String name) {
    @Nullable String value = variables.get(name);
    return Optional.ofNullable(value).map(String::strip).filter(text -> !text.isEmpty());
  }

  private static Long pid(String text) {
    try {
      return Long.valueOf(text);
    } catch (NumberFormatException e) {
      throw CommandFailedException.misuse(
          "STUDIO_SERVER_PID is '" + text + "'; expected the number of a process.", e);
    }
  }
}
