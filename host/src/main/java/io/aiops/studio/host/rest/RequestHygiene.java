package io.aiops.studio.host.rest;

import io.aiops.studio.host.file.FileService;
import io.aiops.studio.host.json.Unstorable;
import io.aiops.studio.host.problem.InvalidException;
import jakarta.annotation.Priority;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.Provider;
import java.util.regex.Pattern;

/**
 * Refuses addresses with characters that no name of ours can have and PostgreSQL cannot store, and
 * bounds every body: forms are read to their end before a resource sees them.
 */
@Provider
@Priority(Priorities.AUTHENTICATION - 100)
public class RequestHygiene implements ContainerRequestFilter {

  private static final Pattern BROKEN_ESCAPE = Pattern.compile("%(?![0-9A-Fa-f]{2})");

  /** The largest file, and what a form has around it. */
  private static final long MAX_BODY = FileService.MAX_BYTES + 64 * 1024;

  @Context
  @SuppressWarnings("NullAway.Init")
  private HttpServletRequest servlet;

  @Override
  public void filter(ContainerRequestContext request) {
    String query = servlet.getQueryString();
    if (query != null && BROKEN_ESCAPE.matcher(query).find()) {
      throw new RefusedException(
          400, "The address has a '%' without two hexadecimal digits; write '%' itself as %25.");
    }
    request.setEntityStream(
        Bodies.bounded(
            request.getEntityStream(),
            MAX_BODY,
            request.getHeaderString(HttpHeaders.CONTENT_LENGTH)));
    check(request.getUriInfo().getPathParameters());
    check(request.getUriInfo().getQueryParameters());
  }

  private static void check(MultivaluedMap<String, String> parameters) {
    parameters.forEach((name, values) -> {
      for (String value : values) {
        if (!Unstorable.storable(value)) {
          throw new InvalidException(
              Unstorable.storable(name) ? name : "",
              "Holds the character zero or half a character; leave it out.");
        }
      }
    });
  }
}
