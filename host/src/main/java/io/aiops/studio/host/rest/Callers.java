package io.aiops.studio.host.rest;

import io.aiops.studio.host.identity.Caller;
import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;
import org.jspecify.annotations.Nullable;

/** Hands the caller from the filter that knows them to the resources. */
public record Callers(Caller caller, boolean secure, String scheme) implements SecurityContext {

  private record Named(Caller caller) implements Principal {
    @Override
    public String getName() {
      return caller.userName();
    }
  }

  /** The one who asks; there is always one behind a resource that is not anonymous. */
  public static Caller of(SecurityContext context) {
    @Nullable Principal principal = context.getUserPrincipal();
    if (principal instanceof Named named) {
      return named.caller();
    }
    throw RefusedException.unauthorized("Sign in, or send a token.");
  }

  @Override
  public Principal getUserPrincipal() {
    return new Named(caller);
  }

  @Override
  public boolean isUserInRole(String role) {
    return caller.role().name().equals(role);
  }

  @Override
  public boolean isSecure() {
    return secure;
  }

  @Override
  public String getAuthenticationScheme() {
    return scheme;
  }
}
