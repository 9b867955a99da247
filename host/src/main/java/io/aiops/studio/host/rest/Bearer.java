package io.aiops.studio.host.rest;

import io.aiops.studio.host.Studio;
import io.aiops.studio.host.identity.Caller;
import org.jspecify.annotations.Nullable;

/** Finds out who asks with a token. */
final class Bearer {

  private static final String BEARER = "Bearer ";

  /** The header that names another workspace than the token's own. */
  static final String WORKSPACE = "X-Studio-Workspace";

  private Bearer() {}

  /**
   * @param authorization the header of this name
   * @throws RefusedException 401 if it holds no token that is known
   */
  static Caller caller(Studio studio, String authorization) {
    if (!authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
      throw RefusedException.unauthorized(
          "The header 'Authorization' must be 'Bearer <token>' with an API token.");
    }
    return studio
        .identity()
        .authenticate(authorization.substring(BEARER.length()).strip())
        .orElseThrow(() ->
            RefusedException.unauthorized(
                "The token is unknown, expired or revoked; make a new one."));
  }

  /**
   * @param workspace the header {@link #WORKSPACE}; null for the caller's own
   */
  static Caller enter(Studio studio, Caller caller, @Nullable String workspace) {
    return workspace == null
        ? caller
        : studio.identity().enter(caller, Parameters.id("workspace", workspace));
  }
}
