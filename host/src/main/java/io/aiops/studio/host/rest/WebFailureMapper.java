package io.aiops.studio.host.rest;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** The server's own failures (no such address, wrong method …) leave as problem documents too. */
@Provider
public class WebFailureMapper implements ExceptionMapper<WebApplicationException> {

  /** Unlike {@code UriInfo} it gives also an address that is none. */
  @Context
  @SuppressWarnings("NullAway.Init")
  private HttpServletRequest servlet;

  @Override
  public Response toResponse(WebApplicationException failure) {
    boolean noFailure = failure.getResponse().getStatus() < 400;
    return noFailure
        ? failure.getResponse()
        : Failures.answer(failure, servlet.getRequestURI()).response();
  }
}
