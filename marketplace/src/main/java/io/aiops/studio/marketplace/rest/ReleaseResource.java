package io.aiops.studio.marketplace.rest;

import io.aiops.studio.host.rest.Callers;
import io.aiops.studio.marketplace.Marketplace;
import io.aiops.studio.marketplace.publishing.Keeping;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Taking back what is in this studio's own catalog. */
@Dependent
@Path("/catalog/published/{listing}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Publishing")
public class ReleaseResource {

  /**
   * @param reason one line, shown to whoever looks at the version
   */
  public record Withdrawal(String reason) {}

  /**
   * @param reason one line, shown to whoever looks at the listing
   * @param successor the id of what to take instead; may be empty
   */
  public record Deprecating(String reason, String successor) {}

  private final Keeping keeping;

  @Inject
  public ReleaseResource(Marketplace marketplace) {
    this.keeping = marketplace.keeping();
  }

  @POST
  @Path("/versions/{version}/yank")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Withdraw a version",
      description = "It is still shown, with the reason, but not given out.")
  @APIResponse(responseCode = "204", description = "Withdrawn")
  public void yank(
      @Context SecurityContext who,
      @PathParam("listing") String listing,
      @PathParam("version") String version,
      Withdrawal request) {
    keeping.yank(Callers.of(who), listing, version, request.reason());
  }

  @POST
  @Path("/versions/{version}/unyank")
  @Operation(summary = "Give a version out again that was withdrawn")
  @APIResponse(responseCode = "204", description = "Given out again")
  public void unyank(
      @Context SecurityContext who,
      @PathParam("listing") String listing,
      @PathParam("version") String version) {
    keeping.unyank(Callers.of(who), listing, version);
  }

  @PUT
  @Path("/deprecation")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Say that nobody should begin with a listing")
  @APIResponse(responseCode = "204", description = "Said")
  public void deprecate(
      @Context SecurityContext who, @PathParam("listing") String listing, Deprecating request) {
    keeping.deprecate(Callers.of(who), listing, request.reason(), request.successor());
  }

  @DELETE
  @Path("/deprecation")
  @Operation(summary = "Take it back that nobody should begin with a listing")
  @APIResponse(responseCode = "204", description = "Taken back")
  public void undeprecate(@Context SecurityContext who, @PathParam("listing") String listing) {
    keeping.undeprecate(Callers.of(who), listing);
  }
}
