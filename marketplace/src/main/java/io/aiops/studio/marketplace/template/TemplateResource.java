package io.aiops.studio.marketplace.template;

import static io.aiops.studio.marketplace.template.TemplateBodies.ANY;
import static io.aiops.studio.marketplace.template.TemplateBodies.FILE;
import static io.aiops.studio.marketplace.template.TemplateBodies.ZIP;

import io.aiops.studio.host.Studio;
import io.aiops.studio.host.definition.WorkflowOrigin;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.rest.Callers;
import io.aiops.studio.host.rest.FileNames;
import io.aiops.studio.marketplace.Marketplace;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
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
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Workflows as files that other studios take, and workflows made of such files. */
@Dependent
@Path("/templates")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Templates")
public class TemplateResource {

  /**
   * A workflow that was made from a template.
   *
   * @param workflowVersion which version of it was saved from the template
   * @param sha256 of the template's file
   * @param kind of the template
   * @param lineage what the template itself was made from, the nearest last
   */
  public record Line(
      String workflow,
      int workflowVersion,
      String template,
      String templateVersion,
      String sha256,
      Manifest.Kind kind,
      List<Ancestor> lineage,
      Instant takenAt,
      String takenBy) {
    static Line of(WorkflowOrigin from) {
      return new Line(
          from.workflow(),
          from.workflowVersion(),
          from.origin().template(),
          from.origin().version(),
          from.origin().sha256(),
          Manifest.Kind.valueOf(from.origin().kind()),
          Lineage.read(from.origin().lineage()),
          from.takenAt(),
          from.takenBy());
    }
  }

  /** All of them. */
  public record Lines(List<Line> items) {}

  private final Studio studio;
  private final TemplateService templates;

  @Inject
  public TemplateResource(Studio studio, Marketplace marketplace) {
    this.studio = studio;
    this.templates = new TemplateService(studio, marketplace.browsing());
  }

  @GET
  @Operation(summary = "List workflows that were made from templates")
  @APIResponse(
      responseCode = "200",
      description = "As asked for",
      content = @Content(schema = @Schema(implementation = Lines.class)))
  public Lines list(@Context SecurityContext who) {
    return new Lines(templates.origins(Callers.of(who)).stream().map(Line::of).toList());
  }

  @GET
  @Path("/{workflow}")
  @Operation(summary = "Show which template a workflow was made from")
  @APIResponse(
      responseCode = "200",
      description = "As asked for",
      content = @Content(schema = @Schema(implementation = Line.class)))
  @APIResponse(responseCode = "404", description = "It is not here, or was made by hand")
  public Line get(@Context SecurityContext who, @PathParam("workflow") String workflow) {
    return Line.of(studio.workflows().origin(Callers.of(who), workflow));
  }

  @POST
  @Path("/export")
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces({FILE, MediaType.APPLICATION_JSON})
  @Operation(
      summary = "Make a template of a workflow",
      description =
          "Answers the file. It holds the text byte for byte, what it needs by name, and no"
              + " secret: whatever looks like one refuses the export and is named by its place. With"
              + " 'step', the id of an agent step, it is that agent alone: a workflow of that step,"
              + " with what it takes from others as inputs of its own; expressions that take what"
              + " cannot be an input refuse the export. 'sampleOf', the id of an execution of the"
              + " workflow, has the sample made of its inputs; with 'step', of what that step took"
              + " when it first ran in it.")
  @APIResponse(
      responseCode = "200",
      description = "A .studio-template file; the same workflow gives the same bytes",
      content =
          @Content(mediaType = FILE, schema = @Schema(type = SchemaType.STRING, format = "binary")))
  @APIResponse(
      responseCode = "422",
      description = "Something in it must not leave, or something it names is not here")
  public Response export(@Context SecurityContext who, ExportRequest request) {
    TemplateFile file = templates.export(Callers.of(who), request);
    String name = file.manifest().id() + "-" + file.manifest().version() + TemplateFile.ENDING;
    return Response.ok(file.write(), FILE)
        .header(HttpHeaders.CONTENT_DISPOSITION, FileNames.attachment(name))
        .build();
  }

  @POST
  @Path("/plan")
  @Consumes({ANY, FILE, ZIP})
  @Operation(
      summary = "Say what installing a template needs",
      description =
          "The body is the file. Nothing is installed, and no plugin is fetched: the answer says"
              + " which plugins are here, come with the file, are in which catalog, or are missing,"
              + " which connections and models have to be chosen, and what could play them. Choices"
              + " are given as connection=role=name, model=role=name and workflow=role=name.")
  @RequestBody(
      content =
          @Content(mediaType = ANY, schema = @Schema(type = SchemaType.STRING, format = "binary")))
  @APIResponse(
      responseCode = "200",
      description = "Looked at",
      content = @Content(schema = @Schema(implementation = Plan.class)))
  @APIResponse(responseCode = "422", description = "It is no template")
  public Plan plan(
      @Context SecurityContext who,
      @QueryParam("name") @Nullable String name,
      @QueryParam("connection") List<String> connections,
      @QueryParam("model") List<String> models,
      @QueryParam("workflow") List<String> workflows,
      @HeaderParam(HttpHeaders.CONTENT_LENGTH) @Nullable String length,
      InputStream body)
      throws IOException {
    Caller caller = TemplateBodies.builder(who);
    return templates.plan(
        caller,
        TemplateBodies.read(body, length),
        ChoiceParameters.choices(name, connections, models, workflows));
  }

  @POST
  @Path("/install")
  @Consumes({ANY, FILE, ZIP})
  @Operation(
      summary = "Install a template",
      description =
          "The body is the file, the query as for a plan. Plugins that are missing are installed"
              + " too, by administrators: from the file, or else from the catalogs, if theirs is the"
              + " very jar that the lock names. All of it is done or nothing.")
  @RequestBody(
      content =
          @Content(mediaType = ANY, schema = @Schema(type = SchemaType.STRING, format = "binary")))
  @APIResponse(
      responseCode = "201",
      description = "Saved as version 1 of a workflow",
      content = @Content(schema = @Schema(implementation = Installed.class)))
  @APIResponse(
      responseCode = "409",
      description =
          "There is a workflow of that name; or a plugin wants what nobody has granted, and"
              + " 'consent' in the problem has the token to send again as consent")
  @APIResponse(
      responseCode = "422",
      description =
          "Something is missing or has to be chosen; or what a catalog has is another jar than the"
              + " lock names, or is not let in")
  @APIResponse(
      responseCode = "503",
      description = "A catalog did not bring a plugin; try again when it answers")
  public Response install(
      @Context SecurityContext who,
      @QueryParam("name") @Nullable String name,
      @QueryParam("connection") List<String> connections,
      @QueryParam("model") List<String> models,
      @QueryParam("workflow") List<String> workflows,
      @QueryParam("consent") List<String> consents,
      @HeaderParam(HttpHeaders.CONTENT_LENGTH) @Nullable String length,
      InputStream body)
      throws IOException {
    Caller caller = TemplateBodies.builder(who);
    Installed installed =
        templates.install(
            caller,
            TemplateBodies.read(body, length),
            ChoiceParameters.choices(name, connections, models, workflows),
            Set.copyOf(consents));
    return Response.created(
            URI.create("workflows/" + installed.workflow() + "/versions/" + installed.version()))
        .entity(installed)
        .build();
  }
}
