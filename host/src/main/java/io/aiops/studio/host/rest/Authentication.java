package io.aiops.studio.host.rest;

import io.aiops.studio.host.Studio;
import io.aiops.studio.host.identity.Caller;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds out who asks: by their token, else by the browser's session. A request that changes
 * something and comes with a session alone must show that a page of ours sent it.
 */
@Dependent
@Provider
@Priority(Priorities.AUTHENTICATION)
public class Authentication implements ContainerRequestFilter {

  private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

  @Inject
  @SuppressWarnings("NullAway.Init")
  private Studio studio;

  @Context
  @SuppressWarnings("NullAway.Init")
  private ResourceInfo resource;

  @Context
  @SuppressWarnings("NullAway.Init")
  private HttpServletRequest servlet;

  @Override
  public void filter(ContainerRequestContext request) {
    if (resource.getResourceMethod().isAnnotationPresent(Anonymous.class)) {
      return;
    }
    @Nullable String authorization = request.getHeaderString(HttpHeaders.AUTHORIZATION);
    Caller known = authorization == null ? session(request) : Bearer.caller(studio, authorization);
    Caller caller = Bearer.enter(studio, known, request.getHeaderString(Bearer.WORKSPACE));
    request.setSecurityContext(
        new Callers(caller, servlet.isSecure(), authorization == null ? "FORM" : "BEARER"));
  }

  private Caller session(ContainerRequestContext request) {
    Caller caller =
        SessionCaller.of(servlet)
            .flatMap(studio.identity()::refresh)
            .orElseThrow(() -> RefusedException.unauthorized("Sign in, or send a token."));
    if (!SAFE.contains(request.getMethod())) {
      FromOurPage.check(request.getHeaders(), servlet.getHeader(HttpHeaders.HOST));
    }
    return caller;
  }
}
