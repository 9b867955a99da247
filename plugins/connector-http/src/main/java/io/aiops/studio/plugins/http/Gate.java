package io.aiops.studio.plugins.http;

import io.aiops.studio.api.PluginException;
import io.aiops.studio.api.PluginException.Category;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** Says which addresses a connection may call. Every hop of a call passes here. */
final class Gate {

  /** Finds the addresses behind a name. */
  @FunctionalInterface
  interface Resolver {
    List<InetAddress> resolve(String host) throws UnknownHostException;
  }

  private final Settings settings;
  private final Resolver resolver;
  private final Consumer<URI> granted;

  /**
   * @param granted asks the studio; throws if the plugin may not go there
   */
  Gate(Settings settings, Resolver resolver, Consumer<URI> granted) {
    this.settings = settings;
    this.resolver = resolver;
    this.granted = granted;
  }

  /**
   * @return where it may be called: all addresses behind its name
   * @throws PluginException {@code DENIED} if it may not be called, {@code UNAVAILABLE} if its name
   *     is unknown
   */
  List<InetAddress> check(URI address) {
    String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
    if (!scheme.equals("http") && !scheme.equals("https")) {
      throw denied("the scheme '" + scheme + "'", "expected http or https");
    }
    if (address.getHost() == null) {
      throw new PluginException(
          Category.INVALID_INPUT,
          "'url' names no host that can be read; expected letters, digits, '-' and '.' (other"
              + " letters in their xn-- form).");
    }
    if (address.getPort() == 0 || address.getPort() > 65_535) {
      throw new PluginException(
          Category.INVALID_INPUT,
          "'url' names the port " + address.getPort() + "; expected one from 1 to 65535.");
    }
    if (address.getRawUserInfo() != null) {
      throw denied("a user in the address", "put credentials in the connection's settings");
    }
    String host = address.getHost().toLowerCase(Locale.ROOT);
    if (settings.hosts().stream().noneMatch(allowed -> fits(allowed, host))) {
      throw denied(
          "the host '" + host + "'", "the connection's 'allowedHosts' are " + settings.hosts());
    }
    // Before its name is looked up: that alone tells somebody.
    granted.accept(address);
    List<InetAddress> found = resolve(host);
    found.forEach(each -> check(host, each));
    return found;
  }

  private void check(String host, InetAddress found) {
    switch (Reach.of(found)) {
      case PUBLIC -> {}
      case PRIVATE -> {
        if (!settings.privateAddresses()) {
          throw denied(
              "'" + host + "', which is an address of this machine or network",
              "the connection's 'privateAddresses' allows it if it is meant");
        }
      }
      case RESERVED ->
          throw denied("'" + host + "', which is a reserved address", "no setting allows it");
    }
  }

  private List<InetAddress> resolve(String host) {
    try {
      return resolver.resolve(host);
    } catch (UnknownHostException e) {
      throw new PluginException(
          Category.UNAVAILABLE, "The name '" + host + "' is not known to the server's DNS.", e);
    }
  }

  private static boolean fits(String allowed, String host) {
    return allowed.equals("*")
        || allowed.equals(host)
        || allowed.startsWith("*.") && host.endsWith(allowed.substring(1));
  }

  private static PluginException denied(String what, String instead) {
    return new PluginException(
        Category.DENIED, "The connection may not call " + what + "; " + instead + ".");
  }
}
