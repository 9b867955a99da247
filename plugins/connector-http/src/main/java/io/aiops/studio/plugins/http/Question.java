package io.aiops.studio.plugins.http;

import io.aiops.studio.api.PluginException;
import io.aiops.studio.api.PluginException.Category;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is asked: of whom, how, with what.
 *
 * @param url absolute, or relative to the connection's base
 */
record Question(
    String method,
    String url,
    @Nullable Object query,
    Map<String, String> headers,
    Material material) {

  private static final Set<String> HARMLESS = Set.of("GET", "HEAD", "OPTIONS");

  Question {
    headers = Map.copyOf(headers);
  }

  static Question get(Map<String, @Nullable Object> arguments) {
    return new Question(
        "GET",
        String.valueOf(arguments.get("url")),
        arguments.get("query"),
        Headers.from(arguments.get("headers")),
        Material.NONE);
  }

  static Question any(Map<String, @Nullable Object> arguments) {
    Question get = get(arguments);
    String method = arguments.get("method") instanceof String given ? given : "POST";
    return new Question(method, get.url, get.query, get.headers, Material.from(method, arguments));
  }

  /** True if asking twice is not the same as asking once. */
  boolean changesSomething() {
    return !HARMLESS.contains(method);
  }

  URI address(@Nullable URI base) {
    String whole = url.strip();
    if (!whole.matches("(?i)[a-z][a-z0-9+.-]*:.*")) {
      if (base == null) {
        throw invalid("is relative, and the connection has no 'baseUrl'");
      }
      // Joined to the base's path, also with a '/' in front: that is what people mean by it.
      whole = base.toString().replaceFirst("/+$", "") + "/" + whole.replaceFirst("^/+", "");
    }
    try {
      return withQuery(new URI(whole));
    } catch (URISyntaxException e) {
      throw invalid("is no web address (" + e.getReason() + " at character " + e.getIndex() + ")");
    }
  }

  private URI withQuery(URI address) throws URISyntaxException {
    StringBuilder text = new StringBuilder(address.toString().replaceFirst("#.*$", ""));
    char separator = address.getRawQuery() == null ? '?' : '&';
    for (String pair : pairs(query)) {
      text.append(separator).append(pair);
      separator = '&';
    }
    return new URI(text.toString());
  }

  /** Encoded names and values; a list gives its name once for each item. */
  static List<String> pairs(@Nullable Object given) {
    if (!(given instanceof Map<?, ?> map)) {
      return List.of();
    }
    return map.entrySet().stream()
        .filter(entry -> entry.getValue() != null)
        .flatMap(entry ->
            (entry.getValue() instanceof List<?> list ? list : List.of(entry.getValue()))
                .stream().map(value -> encode(entry.getKey()) + "=" + encode(value)))
        .toList();
  }

  private static String encode(@Nullable Object text) {
    return URLEncoder.encode(String.valueOf(text), StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static PluginException invalid(String why) {
    return new PluginException(
        Category.INVALID_INPUT,
        "'url' " + why + "; expected one such as https://example.com/page.");
  }
}
