package io.aiops.studio.host.rest;

import io.aiops.studio.host.Studio;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.identity.IdentityService;
import io.aiops.studio.host.identity.IdentityService.SignIn;
import io.aiops.studio.host.identity.IdentityViews.NewToken;
import io.aiops.studio.host.identity.Permission;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirements;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** From a password to a token, for programs that have none yet. */
@Dependent
@Path("/sign-in")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "People")
public class SignInResource {

  private static final Duration LIFETIME = Duration.ofHours(12);

  /** A person's name and password. */
  public record Credentials(String userName, String password) {
    @Override
    public String toString() {
      return "Credentials[" + userName + ", password withheld]";
    }
  }

  private final IdentityService identity;

  @Inject
  public SignInResource(Studio studio) {
    this.identity = studio.identity();
  }

  @POST
  @Anonymous
  @SecurityRequirements
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Sign in",
      description =
          "Gives a token for 12 hours with all rights of the person. After five failures in a row"
              + " a name is locked for 1, 2, 4 … at most 15 minutes.")
  @APIResponse(
      responseCode = "201",
      description = "Created",
      content = @Content(schema = @Schema(implementation = NewToken.class)))
  @APIResponse(responseCode = "401", description = "Name or password is wrong")
  @APIResponse(responseCode = "429", description = "Locked; 'Retry-After' says for how long")
  public Response signIn(@Context HttpServletRequest request, Credentials credentials) {
    SignIn result =
        identity.signIn(credentials.userName(), credentials.password(), request.getRemoteAddr());
    return switch (result) {
      case SignIn.Accepted(Caller caller) ->
          Response.status(Response.Status.CREATED).entity(token(caller)).build();
      case SignIn.Refused() -> throw RefusedException.unauthorized("Name or password is wrong.");
      case SignIn.Locked(Duration retryAfter) ->
          throw RefusedException.tooMany(
              "Too many failed sign-ins; try again in %d minutes."
                  .formatted(retryAfter.plusSeconds(59).toMinutes()),
              Math.max(1, retryAfter.toSeconds()));
    };
  }

  private NewToken token(Caller caller) {
    return identity.createToken(
        caller,
        "Sign-in",
        Arrays.stream(Permission.values()).filter(caller::may).collect(Collectors.toSet()),
        LIFETIME);
  }
}
