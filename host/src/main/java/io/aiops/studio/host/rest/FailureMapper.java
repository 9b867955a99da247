package io.aiops.studio.host.rest;

import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** Every failure leaves as a problem document. */
@Provider
public class FailureMapper implements ExceptionMapper<Throwable> {

  @Context
  @SuppressWarnings("NullAway.Init")
  private UriInfo uri;

  @Override
  public Response toResponse(Throwable failure) {
    return Failures.answer(failure, uri.getRequestUri().getRawPath()).response();
  }
}
