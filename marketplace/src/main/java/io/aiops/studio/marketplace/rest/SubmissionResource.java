package io.aiops.studio.marketplace.rest;

import io.aiops.studio.host.rest.Bodies;
import io.aiops.studio.host.rest.Callers;
import io.aiops.studio.host.rest.FileNames;
import io.aiops.studio.host.rest.Parameters;
import io.aiops.studio.host.trust.StudioPackage;
import io.aiops.studio.marketplace.Marketplace;
import io.aiops.studio.marketplace.publishing.About;
import io.aiops.studio.marketplace.publishing.Publishing;
import io.aiops.studio.marketplace.publishing.Submission;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.io.InputStream;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What waits to come into this studio's own catalog, and what became of it. */
@Dependent
@Path("/catalog/submissions")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Publishing")
public class SubmissionResource {

  /** The newest first, at most 500. */
  public record Submissions(List<Submission> items) {}

  /**
   * @param reason one line for whoever submitted it
   */
  public record Rejection(String reason) {}

  private final Publishing publishing;

  @Inject
  public SubmissionResource(Marketplace marketplace) {
    this.publishing = marketplace.publishing();
  }

  @GET
  @Operation(summary = "List submissions")
  @APIResponse(
      responseCode = "200",
      description = "As asked for",
      content = @Content(schema = @Schema(implementation = Submissions.class)))
  public Submissions list(
      @Context SecurityContext who,
      @Parameter(description = "submitted, published or rejected; else all") @QueryParam("state")
          @Nullable String state) {
    return new Submissions(
        publishing.list(
            Callers.of(who), Parameters.word("state", state, Submission.State.class).orElse(null)));
  }

  @POST
  @Consumes({MediaType.APPLICATION_OCTET_STREAM, "application/zip"})
  @Operation(
      summary = "Submit a package",
      description =
          "The body is a .studio package, signed by the owner of its namespace. Its signature and"
              + " its code are looked at; nothing of it is loaded.")
  @RequestBody(
      content =
          @Content(
              mediaType = MediaType.APPLICATION_OCTET_STREAM,
              schema = @Schema(type = SchemaType.STRING, format = "binary")))
  @APIResponse(
      responseCode = "201",
      description = "Waits for a decision",
      content = @Content(schema = @Schema(implementation = Submission.class)))
  @APIResponse(responseCode = "409", description = "The version is there, or a higher one is")
  @APIResponse(responseCode = "413", description = "It is larger than 128 MiB")
  @APIResponse(responseCode = "422", description = "It is not as it must be; all reasons")
  public Response submit(
      @Context SecurityContext who,
      @QueryParam("name") @Nullable String name,
      @HeaderParam(HttpHeaders.CONTENT_LENGTH) @Nullable String length,
      InputStream body) {
    Submission submission =
        publishing.submit(
            Callers.of(who),
            FileNames.checked(name == null ? "plugin.studio" : name),
            Bodies.bounded(body, StudioPackage.LARGEST, length));
    return Response.status(Response.Status.CREATED).entity(submission).build();
  }

  @GET
  @Path("/{id}")
  @Operation(summary = "Get a submission")
  @APIResponse(
      responseCode = "200",
      description = "As asked for",
      content = @Content(schema = @Schema(implementation = Submission.class)))
  public Submission get(@Context SecurityContext who, @PathParam("id") String id) {
    return publishing.get(Callers.of(who), id(id));
  }

  @PUT
  @Path("/{id}/about")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Say what is new in a submission, and what it is about")
  @APIResponse(
      responseCode = "200",
      description = "As it is now",
      content = @Content(schema = @Schema(implementation = Submission.class)))
  @APIResponse(responseCode = "409", description = "It is decided on")
  public Submission describe(
      @Context SecurityContext who, @PathParam("id") String id, About request) {
    return publishing.describe(Callers.of(who), id(id), request);
  }

  @POST
  @Path("/{id}/publish")
  @Operation(
      summary = "Let a submission into the catalog",
      description =
          "For good: a version is never replaced. It can be withdrawn. A plugin whose package has no"
              + " report of the compatibility kit, or one with a check that failed, needs"
              + " 'accepted': the answer is 409 without it.")
  @APIResponse(
      responseCode = "200",
      description = "As it is now",
      content = @Content(schema = @Schema(implementation = Submission.class)))
  @APIResponse(
      responseCode = "409",
      description =
          "It is decided on, a higher version is there, or the compatibility kit has not passed it")
  public Submission publish(
      @Context SecurityContext who,
      @PathParam("id") String id,
      @Parameter(
              description =
                  "Why it is let in although the kit has not passed it, one line; is kept as its"
                      + " 'reason'")
          @QueryParam("accepted")
          @Nullable String accepted) {
    return publishing.publish(Callers.of(who), id(id), accepted == null ? "" : accepted);
  }

  @POST
  @Path("/{id}/reject")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Reject a submission")
  @APIResponse(
      responseCode = "200",
      description = "As it is now",
      content = @Content(schema = @Schema(implementation = Submission.class)))
  @APIResponse(responseCode = "409", description = "It is decided on")
  public Submission reject(
      @Context SecurityContext who, @PathParam("id") String id, Rejection request) {
    return publishing.reject(Callers.of(who), id(id), request.reason());
  }

  private static UUID id(String text) {
    return Parameters.id("submission", text);
  }
}
