package io.aiops.studio.plugins.http;

import io.aiops.studio.api.PluginException;
import io.aiops.studio.api.PluginException.Category;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Header fields, and who may see them. */
final class Headers {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}");
  private static final Pattern VALUE = Pattern.compile("[\\t\\x20-\\x7e\\xa0-\\xff]{0,8192}");
  private static final Set<String> OURS =
      Set.of("connection", "content-length", "expect", "host", "transfer-encoding", "upgrade");
  private static final Set<String> HARMLESS =
      Set.of("accept", "accept-language", "user-agent", "content-type");

  private Headers() {}

  static Map<String, String> from(@Nullable Object given) {
    Map<String, String> headers = new LinkedHashMap<>();
    if (given instanceof Map<?, ?> map) {
      map.forEach((name, value) -> {
        String text = String.valueOf(value);
        checkValue("the header " + checkedName("headers", String.valueOf(name)), text);
        headers.put(String.valueOf(name), text);
      });
    }
    return headers;
  }

  static String checkedName(String where, String name) {
    if (!NAME.matcher(name).matches()) {
      throw invalid("'" + where + "' holds a name that is no header's");
    }
    if (OURS.contains(name.toLowerCase(Locale.ROOT))) {
      throw invalid("'" + where + "' holds " + name + ", which is set by itself");
    }
    return name;
  }

  /** Says nothing of the value: it may be a secret. */
  static void checkValue(String what, String value) {
    if (!VALUE.matcher(value).matches()) {
      throw invalid(
          what + " holds a line break, another character that headers cannot, or is too long");
    }
  }

  private static PluginException invalid(String why) {
    return new PluginException(
        Category.INVALID_INPUT, why + "; expected header names and one line of text for each.");
  }

  static boolean has(Map<String, String> headers, String name) {
    return headers.keySet().stream().anyMatch(name::equalsIgnoreCase);
  }

  /** What may go along when a redirect leads to somebody else. */
  static Map<String, String> forStrangers(Map<String, String> headers) {
    Map<String, String> harmless = new LinkedHashMap<>(headers);
    harmless.keySet().removeIf(name -> !HARMLESS.contains(name.toLowerCase(Locale.ROOT)));
    return harmless;
  }

  /** What is left when a request is repeated as a mere GET. */
  static Map<String, String> withoutMaterial(Map<String, String> headers) {
    Map<String, String> left = new LinkedHashMap<>(headers);
    left.keySet()
        .removeIf(name ->
            name.equalsIgnoreCase("Content-Type") || name.equalsIgnoreCase("Idempotency-Key"));
    return left;
  }

  static boolean sameOrigin(URI one, URI other) {
    return one.getScheme().equalsIgnoreCase(other.getScheme())
        && one.getHost().equalsIgnoreCase(other.getHost())
        && port(one) == port(other);
  }

  private static int port(URI address) {
    if (address.getPort() >= 0) {
      return address.getPort();
    }
    return "https".equalsIgnoreCase(address.getScheme()) ? 443 : 80;
  }
}
