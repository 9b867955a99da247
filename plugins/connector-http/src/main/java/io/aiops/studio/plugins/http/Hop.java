package io.aiops.studio.plugins.http;

import io.aiops.studio.api.PluginException;
import io.aiops.studio.api.PluginException.Category;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One request on the way to an answer. */
record Hop(String method, URI address, Map<String, String> headers, Material material) {

  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

  Hop {
    headers = Map.copyOf(headers);
  }

  /**
   * Where a redirect leads, by RFC 9110 section 15.4; empty if the answer is none.
   *
   * @throws PluginException {@code DENIED} if it gives up encryption
   */
  Optional<Hop> next(int status, Optional<String> location) {
    if (!REDIRECTS.contains(status) || location.isEmpty()) {
      return Optional.empty();
    }
    URI to;
    try {
      to = address.resolve(URI.create(location.get()));
    } catch (IllegalArgumentException e) {
      throw new PluginException(
          Category.UNAVAILABLE, "A redirect leads to something that is no address.", e);
    }
    if ("https".equalsIgnoreCase(address.getScheme()) && "http".equalsIgnoreCase(to.getScheme())) {
      throw new PluginException(
          Category.DENIED,
          "A redirect leads from https to http, to "
              + to.getHost()
              + "; it is not followed, call that address itself if it is meant.");
    }
    boolean repeats =
        status == 307 || status == 308 || method.equals("GET") || method.equals("HEAD");
    boolean becomesGet = !repeats && (status == 303 || method.equals("POST"));
    Map<String, String> kept = becomesGet ? Headers.withoutMaterial(headers) : headers;
    boolean stranger = to.getHost() == null || !Headers.sameOrigin(address, to);
    return Optional.of(
        new Hop(
            becomesGet ? "GET" : method,
            to,
            stranger ? Headers.forStrangers(kept) : kept,
            becomesGet ? Material.NONE : material));
  }

  /** For messages: without what may hold secrets. */
  String shown() {
    return address.getScheme()
        + "://"
        + address.getHost()
        + (address.getPort() < 0 ? "" : ":" + address.getPort())
        + address.getRawPath();
  }
}
