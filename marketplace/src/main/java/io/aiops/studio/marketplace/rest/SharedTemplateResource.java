package io.aiops.studio.marketplace.rest;

import static io.aiops.studio.marketplace.template.TemplateBodies.ANY;
import static io.aiops.studio.marketplace.template.TemplateBodies.FILE;
import static io.aiops.studio.marketplace.template.TemplateBodies.ZIP;

import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.rest.Callers;
import io.aiops.studio.host.rest.FileNames;
import io.aiops.studio.marketplace.Marketplace;
import io.aiops.studio.marketplace.sharing.Shared;
import io.aiops.studio.marketplace.sharing.Sharing;
import io.aiops.studio.marketplace.template.ExportRequest;
import io.aiops.studio.marketplace.template.Manifest;
import io.aiops.studio.marketplace.template.TemplateBodies;
import io.aiops.studio.marketplace.template.TemplateFile;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/**
 * Templates that a workspace shares with its own people. Beside what is made from templates, so
 * that only one path is its own: a workflow named 'shared' is updated as any other.
 */
@Dependent
@Path("/templates")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Templates")
public class SharedTemplateResource {

  /**
   * A version of a template that is shared.
   *
   * @param template its id
   * @param workflow the name that a workflow gets that is made from it
   * @param sha256 of the file
   * @param size of the file, in bytes
   * @param newest whether no newer version is shared
   * @param updates workflows here that were made from an older version, if this is the newest
   */
  public record SharedLine(
      String template,
      String version,
      Manifest.Kind kind,
      String title,
      String description,
      String workflow,
      String sha256,
      long size,
      Instant sharedAt,
      String sharedBy,
      boolean newest,
      List<String> updates) {
    static SharedLine of(Sharing.Seen seen) {
      Shared shared = seen.shared();
      return new SharedLine(
          shared.template(),
          shared.version(),
          shared.kind(),
          shared.title(),
          shared.description(),
          shared.workflow(),
          shared.sha256(),
          shared.size(),
          shared.sharedAt(),
          shared.sharedBy(),
          seen.newest(),
          seen.updates());
    }
  }

  /** By template, the newest version of each first. */
  public record SharedLines(List<SharedLine> items) {}

  /**
   * What was shared.
   *
   * @param template its id
   * @param sha256 of the file
   */
  public record Done(String template, String version, String sha256) {}

  private final Sharing sharing;

  @Inject
  public SharedTemplateResource(Marketplace marketplace) {
    this.sharing = marketplace.sharing();
  }

  @GET
  @Path("/shared")
  @Operation(
      summary = "List the templates that the workspace shares",
      description =
          "Whoever may see workflows sees them; 'updates' names the workflows that were made from an"
              + " older version.")
  @APIResponse(
      responseCode = "200",
      description = "As asked for",
      content = @Content(schema = @Schema(implementation = SharedLines.class)))
  public SharedLines list(@Context SecurityContext who) {
    return new SharedLines(sharing.list(Callers.of(who)).stream().map(SharedLine::of).toList());
  }

  @POST
  @Path("/shared")
  @Consumes({ANY, FILE, ZIP})
  @Operation(
      summary = "Share a template's file with the workspace",
      description =
          "The body is the file, at most 64 MiB. A workspace shares at most 200 versions at the same"
              + " time, of 1 GiB together. A version that was shared once stays what it is: sharing"
              + " the same bytes again changes nothing, other bytes are refused; once it was taken"
              + " away, as long as it is among the last 5,000 that were taken away.")
  @RequestBody(
      content =
          @Content(mediaType = ANY, schema = @Schema(type = SchemaType.STRING, format = "binary")))
  @APIResponse(
      responseCode = "201",
      description = "Shared",
      content = @Content(schema = @Schema(implementation = Done.class)))
  @APIResponse(
      responseCode = "409",
      description =
          "That version was shared with other bytes, now or before; there is no room; or others"
              + " share here for longer than three seconds: try again then")
  @APIResponse(
      responseCode = "422",
      description = "It is no template, or not what the publisher of its namespace signed")
  public Response share(
      @Context SecurityContext who,
      @HeaderParam(HttpHeaders.CONTENT_LENGTH) @Nullable String length,
      InputStream body)
      throws IOException {
    Caller caller = TemplateBodies.builder(who);
    return done(sharing.share(caller, TemplateBodies.read(body, length)));
  }

  @POST
  @Path("/shared/export")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Make a template of a workflow and share it with the workspace",
      description = "As an export followed by sharing its file; refused as either is.")
  @APIResponse(
      responseCode = "201",
      description = "Shared",
      content = @Content(schema = @Schema(implementation = Done.class)))
  @APIResponse(responseCode = "409", description = "As of a file")
  @APIResponse(
      responseCode = "422",
      description = "Something in it looks like a secret, or it names what is not here")
  public Response shareWorkflow(@Context SecurityContext who, ExportRequest request) {
    return done(sharing.share(Callers.of(who), request));
  }

  private static Response done(Shared shared) {
    return Response.created(
            URI.create("templates/shared/" + shared.template() + "/" + shared.version()))
        .entity(new Done(shared.template(), shared.version(), shared.sha256()))
        .build();
  }

  @GET
  @Path("/shared/{template}/{version}")
  @Produces({FILE, MediaType.APPLICATION_JSON})
  @Operation(summary = "Get the file of a template that the workspace shares")
  @APIResponse(
      responseCode = "200",
      description = "A .studio-template file, as it was shared",
      content =
          @Content(mediaType = FILE, schema = @Schema(type = SchemaType.STRING, format = "binary")))
  @APIResponse(responseCode = "404", description = "It is not shared here, or was taken away")
  public Response get(
      @Context SecurityContext who,
      @PathParam("template") String template,
      @PathParam("version") String version) {
    return Response.ok(sharing.content(Callers.of(who), template, version), FILE)
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            FileNames.attachment(template + "-" + version + TemplateFile.ENDING))
        .build();
  }

  @DELETE
  @Path("/shared/{template}/{version}")
  @Operation(
      summary = "Take a shared template away",
      description =
          "Who shared it may, and an administrator. What was made from it stays. The version can come"
              + " back only as it was, as long as it is among the last 5,000 that were taken away.")
  @APIResponse(responseCode = "204", description = "Taken away")
  @APIResponse(responseCode = "404", description = "It is not shared here")
  public void remove(
      @Context SecurityContext who,
      @PathParam("template") String template,
      @PathParam("version") String version) {
    sharing.remove(Callers.of(who), template, version);
  }
}
