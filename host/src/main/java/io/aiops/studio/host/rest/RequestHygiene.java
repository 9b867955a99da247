package io.aiops.studio.host.rest;

import io.aiops.studio.host.problem.InvalidException;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.Provider;

/** Refuses addresses with characters that no name of ours can have and PostgreSQL cannot store. */
@Provider
@Priority(Priorities.AUTHENTICATION - 100)
public class RequestHygiene implements ContainerRequestFilter {

  @Override
  public void filter(ContainerRequestContext request) {
    check(request.getUriInfo().getPathParameters());
    check(request.getUriInfo().getQueryParameters());
  }

  private static void check(MultivaluedMap<String, String> parameters) {
    parameters.forEach((name, values) -> {
      for (String value : values) {
        if (!storable(value)) {
          throw new InvalidException(
              storable(name) ? name : "",
              "Holds the character zero or half a character; leave it out.");
        }
      }
    });
  }

  /** Well-formed Unicode without the character zero. */
  static boolean storable(String text) {
    return text.codePoints()
        .noneMatch(c -> c == 0 || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE));
  }
}
