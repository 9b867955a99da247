package io.aiops.studio.plugins.openai;

import io.aiops.studio.api.PluginException;
import io.aiops.studio.api.PluginException.Category;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where the service is and how it wants to be asked.
 *
 * @param apiKey empty if it needs none
 * @param model for calls that name none; empty for the first that the service lists
 * @param leaveOut parameters that are not sent
 */
record Settings(
    URI baseUrl,
    String apiKey,
    String model,
    boolean streaming,
    Duration timeout,
    Set<String> leaveOut) {

  private static final String OPENAI = "https://api.openai.com/v1";
  private static final long TIMEOUT_SECONDS = 300;
  private static final Pattern SLASHES = Pattern.compile("/+$");

  static Settings of(Map<String, @Nullable Object> given) {
    return new Settings(
        address(text(given, "baseUrl")),
        key(text(given, "apiKey")),
        text(given, "model"),
        !Boolean.FALSE.equals(given.get("streaming")),
        Duration.ofSeconds(
            given.get("timeoutSeconds") instanceof Number n ? n.longValue() : TIMEOUT_SECONDS),
        given.get("leaveOut") instanceof List<?> list
            ? list.stream().map(String::valueOf).collect(Collectors.toUnmodifiableSet())
            : Set.of());
  }

  private static String text(Map<String, @Nullable Object> given, String name) {
    return given.get(name) instanceof String text ? text.strip() : "";
  }

  private static URI address(String given) {
    String text = given.isEmpty() ? OPENAI : SLASHES.matcher(given).replaceAll("");
    try {
      URI uri = new URI(text);
      if (uri.getRawUserInfo() != null) {
        // Not shown: it holds a password.
        throw new PluginException(
            Category.INVALID_INPUT,
            "The setting baseUrl has a user in it; expected none, the key goes into apiKey.");
      }
      if (List.of("http", "https").contains(String.valueOf(uri.getScheme()))
          && uri.getHost() != null
          && uri.getRawQuery() == null
          && uri.getRawFragment() == null) {
        return uri;
      }
    } catch (URISyntaxException e) {
      // Said below: which character offends helps nobody who typed no address at all.
    }
    throw new PluginException(
        Category.INVALID_INPUT,
        "The setting baseUrl is '" + given + "'; expected an address like " + OPENAI + ".");
  }

  /** A header cannot hold every character, and who builds one from a bad key shows the key. */
  private static String key(String given) {
    if (!given.chars().allMatch(c -> c > ' ' && c < 127)) {
      throw new PluginException(
          Category.INVALID_INPUT,
          "The setting apiKey has blanks or other characters that no key has; copy it again.");
    }
    return given;
  }

  /** OpenAI itself, whose newer models take {@code max_completion_tokens} only. */
  boolean openAi() {
    return "api.openai.com".equals(baseUrl.getHost());
  }

  /** Without the key, wherever a service repeated it. */
  String redact(String text) {
    return apiKey.isEmpty() ? text : text.replace(apiKey, "[key]");
  }

  @Override
  public String toString() {
    return "Settings[" + baseUrl + ", key withheld]";
  }
}
