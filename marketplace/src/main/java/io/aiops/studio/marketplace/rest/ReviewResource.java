package io.aiops.studio.marketplace.rest;

import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.rest.Callers;
import io.aiops.studio.host.rest.Parameters;
import io.aiops.studio.marketplace.Marketplace;
import io.aiops.studio.marketplace.review.Reviews;
import io.aiops.studio.marketplace.review.Reviews.Seen;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What people say of listings. */
@Dependent
@Path("/catalog/listings/{listing}/reviews")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Catalog")
public class ReviewResource {

  /** The newest first, at most 500. */
  public record ReviewList(List<Seen> items) {}

  /**
   * @param stars 1 to 5
   * @param words at most 2000 characters; may be empty
   */
  public record Opinion(int stars, String words) {}

  /**
   * @param reason one line for the author; empty shows it again
   */
  public record Hiding(String reason) {}

  private final Marketplace marketplace;
  private final Reviews reviews;

  @Inject
  public ReviewResource(Marketplace marketplace) {
    this.marketplace = marketplace;
    this.reviews = marketplace.reviews();
  }

  @GET
  @Operation(summary = "List the reviews of a listing")
  @APIResponse(
      responseCode = "200",
      description = "As asked for",
      content = @Content(schema = @Schema(implementation = ReviewList.class)))
  public ReviewList list(@Context SecurityContext who, @PathParam("listing") String id) {
    return new ReviewList(reviews.list(known(who, id), id));
  }

  @PUT
  @Path("/mine")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Review a listing",
      description =
          "In place of your review before, if there is one. Only who fetched it may, or whose workspace has used"
              + " it in an execution.")
  @APIResponse(
      responseCode = "200",
      description = "As it is now",
      content = @Content(schema = @Schema(implementation = Seen.class)))
  @APIResponse(
      responseCode = "409",
      description = "You have not fetched it, and no execution of your workspace used it")
  public Seen write(
      @Context SecurityContext who, @PathParam("listing") String id, Opinion request) {
    return reviews.write(known(who, id), id, request.stars(), request.words());
  }

  @DELETE
  @Path("/mine")
  @Operation(summary = "Remove your review of a listing")
  @APIResponse(responseCode = "204", description = "Removed")
  public void remove(@Context SecurityContext who, @PathParam("listing") String id) {
    reviews.remove(Callers.of(who), id);
  }

  @POST
  @Path("/{id}/hide")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Hide a review",
      description =
          "It counts no more. Its author sees it, and who may hide it: administrators of the workspace it was"
              + " written in, and of the studio's first.")
  @APIResponse(responseCode = "204", description = "Hidden, or shown again")
  public void hide(
      @Context SecurityContext who,
      @PathParam("listing") String listing,
      @PathParam("id") String id,
      Hiding request) {
    reviews.hide(Callers.of(who), listing, Parameters.id("review", id), request.reason());
  }

  /** Of what no catalog offers there are no reviews. */
  private Caller known(SecurityContext who, String id) {
    Caller caller = Callers.of(who);
    marketplace.browsing().get(caller, id);
    return caller;
  }
}
