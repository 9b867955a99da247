package io.aiops.studio.host.rest;

import io.aiops.studio.host.Studio;
import io.aiops.studio.host.approval.ApprovalViews;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirements;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Deciding by a signed link, without a sign-in. */
@Dependent
@Path("/approvals/links/{token}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Approvals")
public class ApprovalLinkResource {

  /**
   * @param decision {@code approve} or {@code reject}
   * @param comment why, at most 2,000 characters; null for none
   */
  public record LinkDecisionBody(@Nullable String decision, @Nullable String comment) {}

  private final Studio studio;

  @Inject
  public ApprovalLinkResource(Studio studio) {
    this.studio = studio;
  }

  @GET
  @Anonymous
  @SecurityRequirements
  @Operation(
      summary = "Show what a link is about",
      description = "Decides nothing, however often it is opened.")
  @APIResponse(
      responseCode = "200",
      description = "As asked for",
      content = @Content(schema = @Schema(implementation = ApprovalViews.Linked.class)))
  @APIResponse(responseCode = "404", description = "It is none, was changed, or has expired")
  public ApprovalViews.Linked look(@PathParam("token") String token) {
    return studio.approvals().look(token);
  }

  @POST
  @Anonymous
  @SecurityRequirements
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Decide by link",
      description = "In the name of whoever made the link, as long as they may.")
  @APIResponse(
      responseCode = "200",
      description = "It counts",
      content = @Content(schema = @Schema(implementation = ApprovalViews.Linked.class)))
  @APIResponse(responseCode = "404", description = "It is none, was changed, or has expired")
  @APIResponse(responseCode = "409", description = "It was decided or withdrawn")
  public ApprovalViews.Linked decide(@PathParam("token") String token, LinkDecisionBody request) {
    // Before anything in the body is looked at: who has no link is told only that.
    studio.approvals().look(token);
    return studio
        .approvals()
        .decide(
            token,
            ApprovalResource.verdict("decision", request.decision()),
            request.comment() == null ? "" : request.comment());
  }
}
