package io.aiops.studio.plugins.http;

import io.aiops.studio.api.PluginException;
import io.aiops.studio.api.PluginException.Category;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a connection allows.
 *
 * @param base what relative addresses are relative to, and all that gets the credentials
 * @param hosts names that may be called, {@code *.} before a name for all under it; {@code *} for
 *     all
 * @param privateAddresses whether the own machine and network may be called
 * @param credentials headers for the base's own origin
 * @param secrets texts that no message may show
 */
record Settings(
    @Nullable URI base,
    List<String> hosts,
    boolean privateAddresses,
    Map<String, String> credentials,
    Set<String> secrets,
    Limits limits) {

  /**
   * @param time of a call from its begin to the last byte, redirects included
   * @param text bytes of a body that is returned as text or JSON
   * @param file bytes of a body that is kept as a file
   * @param redirects followed in one call
   */
  record Limits(Duration time, long text, long file, int redirects) {}

  Settings {
    hosts = List.copyOf(hosts);
    credentials = Map.copyOf(credentials);
    secrets = Set.copyOf(secrets);
  }

  static Settings from(Map<String, @Nullable Object> given) {
    URI base = base(text(given, "baseUrl"));
    List<String> hosts =
        given.get("allowedHosts") instanceof List<?> list && !list.isEmpty()
            ? list.stream().map(host -> String.valueOf(host).toLowerCase(Locale.ROOT)).toList()
            : List.of(base == null ? "*" : base.getHost().toLowerCase(Locale.ROOT));
    Map<String, String> credentials = new LinkedHashMap<>();
    Set<String> secrets = new LinkedHashSet<>();
    credentials(given, credentials, secrets);
    if (base == null && !credentials.isEmpty()) {
      throw new PluginException(
          Category.INVALID_INPUT,
          "The connection has credentials and no 'baseUrl'; they go to no other address, so name"
              + " it.");
    }
    return new Settings(
        base,
        hosts,
        Boolean.TRUE.equals(given.get("privateAddresses")),
        credentials,
        secrets,
        new Limits(
            Duration.ofSeconds(number(given, "timeoutSeconds", 30)),
            number(given, "maxBytes", 2L * 1024 * 1024),
            number(given, "maxFileBytes", 256L * 1024 * 1024),
            (int) number(given, "maxRedirects", 5)));
  }

  private static @Nullable URI base(String given) {
    if (given.isEmpty()) {
      return null;
    }
    try {
      URI base = new URI(given);
      if (base.getHost() != null
          && base.getUserInfo() == null
          && base.getQuery() == null
          && Set.of("http", "https").contains(String.valueOf(base.getScheme()))) {
        return base;
      }
    } catch (URISyntaxException e) {
      // Said below, without the value: it may hold a password.
      throw noBase(e.getReason());
    }
    throw noBase("it has another scheme, no host, a user or a query");
  }

  private static PluginException noBase(String why) {
    return new PluginException(
        Category.INVALID_INPUT,
        "The connection's setting 'baseUrl' is no web address ("
            + why
            + "); expected one such as https://api.example.com/v1.");
  }

  private static void credentials(
      Map<String, @Nullable Object> given, Map<String, String> headers, Set<String> secrets) {
    if (given.get("secretHeaders") instanceof Map<?, ?> map) {
      map.forEach((name, value) -> {
        secrets.add(String.valueOf(value));
        headers.put(
            Headers.checkedName("secretHeaders", String.valueOf(name)), String.valueOf(value));
      });
    }
    String token = text(given, "bearerToken");
    if (!token.isEmpty()) {
      secrets.add(token);
      headers.put("Authorization", "Bearer " + token);
    }
    String password = text(given, "password");
    String user = text(given, "user");
    if (!password.isEmpty() || !user.isEmpty()) {
      String encoded =
          Base64.getEncoder()
              .encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
      secrets.add(encoded);
      secrets.add(password);
      headers.put("Authorization", "Basic " + encoded);
    }
    secrets.removeIf(String::isEmpty);
    headers.forEach((name, value) -> Headers.checkValue("the secret of " + name, value));
  }

  private static String text(Map<String, @Nullable Object> given, String name) {
    return given.get(name) instanceof String text ? text : "";
  }

  private static long number(Map<String, @Nullable Object> given, String name, long otherwise) {
    return given.get(name) instanceof Number number ? number.longValue() : otherwise;
  }

  /**
   * Equal for those who may share a connection. Of Java's own types: the JDK keeps the class of
   * records that were compared, and with it the loader of a bundle that is gone.
   */
  Object asker() {
    return List.of(String.valueOf(base), hosts, privateAddresses, credentials);
  }

  /** The headers that {@code address} may see. */
  Map<String, String> credentialsFor(URI address) {
    return base != null && Headers.sameOrigin(base, address) ? credentials : Map.of();
  }

  /** The text without secrets, for messages. */
  String redact(String text) {
    String redacted = text;
    for (String secret : secrets) {
      redacted = redacted.replace(secret, "[secret]");
    }
    return redacted;
  }

  @Override
  public String toString() {
    return "Settings[" + base + ", credentials withheld]";
  }
}
