package io.aiops.studio.host.grant;

import java.net.IDN;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which hosts are meant: one name, all names under one ({@code *.example.com}, not the name
 * itself), or {@code *} for all; and one port, or {@code *} for all. Without a port it is 443.
 *
 * @param name in lower case; of an IPv6 address with its brackets
 * @param port as digits, or {@code *}
 */
record HostRule(String name, String port) {

  private static final String LABEL = "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?";
  private static final Pattern FORM =
      Pattern.compile(
          "(\\*|\\[[0-9a-f:.]{2,45}\\]|(\\*\\.)?%s(\\.%s)*)(:(\\*|[0-9]{1,5}))?"
              .formatted(LABEL, LABEL));
  private static final int LARGEST_PORT = 65_535;
  private static final int LONGEST = 255;

  /** Empty if it is no rule. */
  static Optional<HostRule> parse(String text) {
    Matcher form = FORM.matcher(text.toLowerCase(Locale.ROOT));
    if (text.length() > LONGEST || !form.matches()) {
      return Optional.empty();
    }
    String name = form.group(1);
    String port = form.group(form.groupCount());
    if (name.startsWith("*.") && name.matches(".*\\.[0-9]+")) {
      return Optional.empty();
    }
    if (name.equals("*")) {
      return port == null || port.equals("*")
          ? Optional.of(new HostRule("*", "*"))
          : valid(name, port);
    }
    return valid(name, port == null ? "443" : port);
  }

  /** What a setting names, which says nothing of ports: all of them are meant. */
  static Optional<HostRule> ofSetting(String text) {
    return parse(text.contains(":") ? text : text + ":*");
  }

  private static Optional<HostRule> valid(String name, String port) {
    if (port.equals("*")) {
      return Optional.of(new HostRule(name, port));
    }
    int number = Integer.parseInt(port);
    return number >= 1 && number <= LARGEST_PORT
        ? Optional.of(new HostRule(name, Integer.toString(number)))
        : Optional.empty();
  }

  /** The host and port of an address; empty if it has none. */
  static Optional<HostRule> of(URI address) {
    String host = address.getHost();
    if (host == null || host.isEmpty()) {
      return Optional.empty();
    }
    int port = address.getPort() >= 0 ? address.getPort() : usual(address);
    return plain(host).filter(name -> port > 0).flatMap(name -> valid(name, "" + port));
  }

  private static int usual(URI address) {
    return switch (String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT)) {
      case "https", "wss" -> 443;
      case "http", "ws" -> 80;
      default -> -1;
    };
  }

  /** A name with a dot at its end is the same name. */
  private static Optional<String> plain(String host) {
    String name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    try {
      return Optional.of(IDN.toASCII(name).toLowerCase(Locale.ROOT)).filter(n -> !n.isEmpty());
    } catch (IllegalArgumentException e) {
      // No name that a resolver would take.
      return Optional.empty();
    }
  }

  /**
   * @param asked one host and port, no pattern
   */
  boolean covers(HostRule asked) {
    boolean fits =
        name.equals("*")
            || name.equals(asked.name)
            || name.startsWith("*.")
                && asked.name.endsWith(name.substring(1))
                && asked.name.length() > name.length() - 1;
    return fits && (port.equals("*") || port.equals(asked.port));
  }

  @Override
  public String toString() {
    return name.equals("*") && port.equals("*") ? "*" : name + ":" + port;
  }
}
