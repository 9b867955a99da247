package io.aiops.studio.host.rest;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import java.util.Map;

/**
 * Answers are data: no browser shall run, frame, guess at or keep them; but what says of itself
 * that it never changes, such as a picture under the hash of its content, may be kept.
 */
@Provider
public class SecurityHeaders implements ContainerResponseFilter {

  static final Map<String, String> HEADERS =
      Map.of(
          "X-Content-Type-Options",
          "nosniff",
          "X-Frame-Options",
          "DENY",
          "Referrer-Policy",
          "no-referrer",
          "Content-Security-Policy",
          "default-src 'none'; frame-ancestors 'none'; sandbox",
          HttpHeaders.CACHE_CONTROL,
          "no-store");

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    put(response.getStatus(), response.getHeaders());
  }

  static void put(int status, MultivaluedMap<String, Object> headers) {
    Object said = headers.getFirst(HttpHeaders.CACHE_CONTROL);
    HEADERS.forEach(headers::putSingle);
    if (status == Response.Status.OK.getStatusCode()
        && said != null
        && said.toString().contains("immutable")) {
      headers.putSingle(HttpHeaders.CACHE_CONTROL, said);
    }
  }
}
