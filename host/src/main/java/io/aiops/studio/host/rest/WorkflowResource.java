package io.aiops.studio.host.rest;

import io.aiops.studio.host.Studio;
import io.aiops.studio.host.definition.Validation;
import io.aiops.studio.host.definition.WorkflowService;
import io.aiops.studio.host.definition.WorkflowVersion;
import io.aiops.studio.host.problem.Problem;
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
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Workflows and their versions. */
@Dependent
@Path("/workflows")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Workflows")
public class WorkflowResource {

  static final String YAML = "application/yaml";

  /** A workflow without its text. */
  public record Line(
      UUID id,
      String name,
      int version,
      String title,
      String description,
      Instant savedAt,
      String savedBy) {
    static Line of(WorkflowVersion version) {
      return new Line(
          version.workflowId(),
          version.name(),
          version.version(),
          version.title(),
          version.description(),
          version.savedAt(),
          version.savedBy());
    }
  }

  /** A page of workflows; ask again with a higher offset while it is full. */
  public record Page(List<Line> items) {}

  /** Whether a text can run, and everything that is wrong with it. */
  public record Verdict(boolean valid, List<Problem> problems) {}

  private final WorkflowService workflows;

  @Inject
  public WorkflowResource(Studio studio) {
    this.workflows = studio.workflows();
  }

  @GET
  @Operation(summary = "List workflows", description = "The newest version of each, by name.")
  @APIResponse(
      responseCode = "200",
      description = "As asked for",
      content = @Content(schema = @Schema(implementation = Page.class)))
  public Page list(
      @Context SecurityContext who,
      @QueryParam("search") @Nullable String search,
      @QueryParam("limit") @Nullable String limit,
      @QueryParam("offset") @Nullable String offset) {
    return new Page(
        workflows
            .list(
                Callers.of(who),
                search == null ? "" : search,
                Parameters.number("limit", limit, 50, 1, 200),
                Parameters.number("offset", offset, 0, 0, 1_000_000))
            .stream()
            .map(Line::of)
            .toList());
  }

  @POST
  @Consumes({YAML, "application/x-yaml", "text/yaml", MediaType.TEXT_PLAIN, "application/json"})
  @Operation(
      summary = "Save a workflow",
      description =
          "The body is the workflow's text in YAML or JSON, kept byte for byte; or JSON"
              + " {text, expectedVersion}. A text that is equal in name to a saved workflow becomes"
              + " its next version.")
  @RequestBody(
      content = {
        @Content(mediaType = YAML, schema = @Schema(type = SchemaType.STRING)),
        @Content(
            mediaType = MediaType.APPLICATION_JSON,
            schema = @Schema(implementation = WorkflowText.class))
      })
  @APIResponse(
      responseCode = "201",
      description = "Saved as a new version",
      content = @Content(schema = @Schema(implementation = Line.class)))
  @APIResponse(responseCode = "409", description = "There is a newer version than expected")
  @APIResponse(responseCode = "422", description = "It cannot run; all problems are named")
  public Response save(
      @Context SecurityContext who,
      @HeaderParam(HttpHeaders.CONTENT_TYPE) String type,
      @QueryParam("expectedVersion") @Nullable String expectedVersion,
      InputStream body)
      throws IOException {
    WorkflowText given = WorkflowText.read(MediaType.valueOf(type), body);
    Integer expected = given.expectedVersion();
    if (expectedVersion != null) {
      expected = Parameters.number("expectedVersion", expectedVersion, 0, 0, Integer.MAX_VALUE);
    }
    WorkflowVersion saved = workflows.save(Callers.of(who), given.text(), expected);
    return Response.created(
            URI.create("workflows/" + saved.name() + "/versions/" + saved.version()))
        .entity(Line.of(saved))
        .build();
  }

  @POST
  @Path("/validate")
  @Consumes({YAML, "application/x-yaml", "text/yaml", MediaType.TEXT_PLAIN, "application/json"})
  @Operation(
      summary = "Check a workflow's text",
      description = "Names all problems; saves nothing.")
  @APIResponse(
      responseCode = "200",
      description = "As asked for",
      content = @Content(schema = @Schema(implementation = Verdict.class)))
  public Verdict validate(
      @Context SecurityContext who,
      @HeaderParam(HttpHeaders.CONTENT_TYPE) String type,
      InputStream body)
      throws IOException {
    WorkflowText given = WorkflowText.read(MediaType.valueOf(type), body);
    Validation validation = workflows.validate(Callers.of(who), given.text());
    return new Verdict(validation.valid(), validation.problems());
  }

  @GET
  @Path("/{name}")
  @Operation(
      summary = "Show the newest version",
      description = "Accept: application/yaml gives its text alone.")
  @APIResponse(
      responseCode = "200",
      description = "As asked for",
      content = @Content(schema = @Schema(implementation = WorkflowVersion.class)))
  public WorkflowVersion get(@Context SecurityContext who, @PathParam("name") String name) {
    return workflows.get(Callers.of(who), name);
  }

  @GET
  @Path("/{name}")
  @Produces(YAML)
  @Operation(hidden = true)
  public byte[] text(@Context SecurityContext who, @PathParam("name") String name) {
    return workflows.get(Callers.of(who), name).text().getBytes(StandardCharsets.UTF_8);
  }

  @DELETE
  @Path("/{name}")
  @Operation(
      summary = "Remove a workflow",
      description = "Executions that ran it stay, with the version they ran.")
  @APIResponse(responseCode = "204", description = "Removed")
  public void remove(@Context SecurityContext who, @PathParam("name") String name) {
    workflows.remove(Callers.of(who), name);
  }

  @GET
  @Path("/{name}/versions")
  @Operation(summary = "List the versions", description = "Newest first.")
  @APIResponse(
      responseCode = "200",
      description = "As asked for",
      content = @Content(schema = @Schema(implementation = Page.class)))
  public Page versions(@Context SecurityContext who, @PathParam("name") String name) {
    return new Page(workflows.versions(Callers.of(who), name).stream().map(Line::of).toList());
  }

  @GET
  @Path("/{name}/versions/{version}")
  @Operation(summary = "Show one version")
  @APIResponse(
      responseCode = "200",
      description = "As asked for",
      content = @Content(schema = @Schema(implementation = WorkflowVersion.class)))
  public WorkflowVersion version(
      @Context SecurityContext who,
      @PathParam("name") String name,
      @PathParam("version") String version) {
    return workflows.get(
        Callers.of(who), name, Parameters.number("version", version, 1, 1, Integer.MAX_VALUE));
  }

  @GET
  @Path("/{name}/versions/{version}")
  @Produces(YAML)
  @Operation(hidden = true)
  public byte[] versionText(
      @Context SecurityContext who,
      @PathParam("name") String name,
      @PathParam("version") String version) {
    return version(who, name, version).text().getBytes(StandardCharsets.UTF_8);
  }
}
