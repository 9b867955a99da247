package io.aiops.studio.marketplace.rest;

import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.rest.Callers;
import io.aiops.studio.host.rest.Parameters;
import io.aiops.studio.marketplace.Marketplace;
import io.aiops.studio.marketplace.comment.Comments;
import io.aiops.studio.marketplace.comment.Comments.Seen;
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
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What people ask and tell each other about a listing. */
@Dependent
@Path("/catalog/listings/{listing}/comments")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Catalog")
public class CommentResource {

  /** The oldest first, the newest 500. */
  public record CommentList(List<Seen> items) {}

  /**
   * @param words 1 to 2000 characters
   */
  public record Said(String words) {}

  /**
   * @param reason one line for the author; empty shows it again
   */
  public record Concealment(String reason) {}

  private final Marketplace marketplace;
  private final Comments comments;

  @Inject
  public CommentResource(Marketplace marketplace) {
    this.marketplace = marketplace;
    this.comments = marketplace.comments();
  }

  @GET
  @Operation(summary = "List the comments on a listing")
  @APIResponse(
      responseCode = "200",
      description = "As asked for",
      content = @Content(schema = @Schema(implementation = CommentList.class)))
  public CommentList list(@Context SecurityContext who, @PathParam("listing") String id) {
    return new CommentList(comments.list(known(who, id), id));
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Comment on a listing",
      description =
          "Everybody of this studio reads it; who wrote it is seen in their own workspace only.")
  @APIResponse(
      responseCode = "201",
      description = "Created",
      content = @Content(schema = @Schema(implementation = Seen.class)))
  @APIResponse(responseCode = "409", description = "You have written 50 of it")
  public Response write(
      @Context SecurityContext who, @PathParam("listing") String id, Said request) {
    return Response.status(Response.Status.CREATED)
        .entity(comments.write(known(who, id), id, request.words()))
        .build();
  }

  @DELETE
  @Path("/{id}")
  @Operation(summary = "Remove a comment of yours")
  @APIResponse(responseCode = "204", description = "Removed")
  public void remove(
      @Context SecurityContext who,
      @PathParam("listing") String listing,
      @PathParam("id") String id) {
    comments.remove(Callers.of(who), listing, Parameters.id("comment", id));
  }

  @POST
  @Path("/{id}/hide")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Hide a comment",
      description =
          "Its author sees it then, and who may hide it: administrators of the workspace it was written in, and of"
              + " the studio's first.")
  @APIResponse(responseCode = "204", description = "Hidden, or shown again")
  public void hide(
      @Context SecurityContext who,
      @PathParam("listing") String listing,
      @PathParam("id") String id,
      Concealment request) {
    comments.hide(Callers.of(who), listing, Parameters.id("comment", id), request.reason());
  }

  /** Of what no catalog offers there are no comments. */
  private Caller known(SecurityContext who, String id) {
    Caller caller = Callers.of(who);
    marketplace.browsing().get(caller, id);
    return caller;
  }
}
