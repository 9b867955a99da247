package io.aiops.studio.host.rest;

import jakarta.ws.rs.core.MultivaluedMap;
import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * Tells requests of our own pages from those that another site made the browser send (CSRF): only a
 * page of the same origin can set {@code X-Studio-CSRF}, and browsers say where a request comes
 * from.
 */
final class FromOurPage {

  private FromOurPage() {}

  static void check(MultivaluedMap<String, String> headers, @Nullable String host) {
    @Nullable String site = headers.getFirst("Sec-Fetch-Site");
    @Nullable String origin = headers.getFirst("Origin");
    boolean ours =
        "1".equals(headers.getFirst("X-Studio-CSRF"))
            && (site == null || site.equals("same-origin"))
            && (origin == null || sameHost(origin, host));
    if (!ours) {
      throw new RefusedException(
          403,
          "A change that comes with a browser session needs the header 'X-Studio-CSRF: 1' and must"
              + " come from a page of this server. Programs use a token.");
    }
  }

  private static boolean sameHost(String origin, @Nullable String host) {
    try {
      return new URI(origin).getRawAuthority() instanceof String authority
          && authority.equalsIgnoreCase(host);
    } catch (URISyntaxException e) {
      return false;
    }
  }
}
