package io.aiops.studio.host.rest;

import io.aiops.studio.host.Studio;
import io.aiops.studio.host.identity.IdentityService;
import io.aiops.studio.host.identity.IdentityViews.NewToken;
import io.aiops.studio.host.identity.IdentityViews.TokenView;
import io.aiops.studio.host.identity.Permission;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The API tokens of the one who asks. */
@Dependent
@Path("/tokens")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "People")
public class TokenResource {

  private static final Duration UNLESS_GIVEN = Duration.ofDays(30);

  /** One's own tokens in this workspace. */
  public record TokenList(List<TokenView> items) {}

  /**
   * @param name what it is for
   * @param scopes what it may do, never more than its maker
   * @param lifetime ISO 8601 such as {@code P30D}, at most {@code P366D}; null for 30 days
   */
  public record TokenRequest(
      String name,
      Set<Permission> scopes,
      @Schema(examples = "P30D", implementation = String.class) @Nullable Duration lifetime) {}

  private final IdentityService identity;

  @Inject
  public TokenResource(Studio studio) {
    this.identity = studio.identity();
  }

  @GET
  @Operation(summary = "List one's tokens", description = "Without their secrets.")
  @APIResponse(
      responseCode = "200",
      description = "As asked for",
      content = @Content(schema = @Schema(implementation = TokenList.class)))
  public TokenList list(@Context SecurityContext who) {
    return new TokenList(identity.tokens(Callers.of(who)));
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Make a token", description = "Its secret is shown this once.")
  @APIResponse(
      responseCode = "201",
      description = "Created",
      content = @Content(schema = @Schema(implementation = NewToken.class)))
  public Response create(@Context SecurityContext who, TokenRequest request) {
    Duration lifetime = request.lifetime();
    NewToken token =
        identity.createToken(
            Callers.of(who),
            request.name(),
            request.scopes(),
            lifetime == null ? UNLESS_GIVEN : lifetime);
    return Response.status(Response.Status.CREATED).entity(token).build();
  }

  @DELETE
  @Path("/{id}")
  @Operation(summary = "Revoke a token", description = "Holds on every node within 10 seconds.")
  @APIResponse(responseCode = "204", description = "Revoked")
  public void revoke(@Context SecurityContext who, @PathParam("id") String id) {
    identity.revokeToken(Callers.of(who), Parameters.id("token", id));
  }
}
