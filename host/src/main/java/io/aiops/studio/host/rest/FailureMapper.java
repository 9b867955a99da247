package io.aiops.studio.host.rest;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** Every failure leaves as a problem document. */
@Provider
public class FailureMapper implements ExceptionMapper<Throwable> {

  /** Unlike {@code UriInfo} it gives also an address that is none. */
  @Context
  @SuppressWarnings("NullAway.Init")
  private HttpServletRequest servlet;

  @Override
  public Response toResponse(Throwable failure) {
    return Failures.answer(failure, servlet.getRequestURI()).response();
  }
}
