package io.aiops.studio.marketplace.template;

import static io.aiops.studio.marketplace.template.TemplateBodies.ANY;
import static io.aiops.studio.marketplace.template.TemplateBodies.FILE;
import static io.aiops.studio.marketplace.template.TemplateBodies.ZIP;

import io.aiops.studio.host.Studio;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.rest.Parameters;
import io.aiops.studio.marketplace.Marketplace;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.io.IOException;
import java.io.InputStream;
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

/** Newer versions of templates, brought to workflows that were made from older ones. */
@Dependent
@Path("/templates")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Templates")
public class TemplateUpdateResource {

  private final TemplateService templates;

  @Inject
  public TemplateUpdateResource(Studio studio, Marketplace marketplace) {
    this.templates = new TemplateService(studio, marketplace.browsing());
  }

  @POST
  @Path("/{workflow}/diff")
  @Consumes({ANY, FILE, ZIP})
  @Operation(
      summary = "Say what updating a workflow from its template would change",
      description =
          "The body is a newer version of the template that the workflow was made from. The answer"
              + " compares three: the template as it was, the workflow as it is, the template as"
              + " the file has it. Where both changed the same, decide=path=mine or"
              + " decide=path=theirs says which holds.")
  @RequestBody(
      content =
          @Content(mediaType = ANY, schema = @Schema(type = SchemaType.STRING, format = "binary")))
  @APIResponse(
      responseCode = "200",
      description = "Looked at",
      content = @Content(schema = @Schema(implementation = Difference.class)))
  @APIResponse(responseCode = "409", description = "It is another template, or no newer version")
  public Difference diff(
      @Context SecurityContext who,
      @PathParam("workflow") String workflow,
      @QueryParam("connection") List<String> connections,
      @QueryParam("model") List<String> models,
      @QueryParam("workflow") List<String> workflows,
      @QueryParam("decide") List<String> decisions,
      @HeaderParam(HttpHeaders.CONTENT_LENGTH) @Nullable String length,
      InputStream body)
      throws IOException {
    Caller caller = TemplateBodies.builder(who);
    return templates.difference(
        caller,
        TemplateBodies.read(body, length),
        workflow,
        ChoiceParameters.choices(null, connections, models, workflows),
        ChoiceParameters.decisions(decisions));
  }

  @POST
  @Path("/{workflow}/update")
  @Consumes({ANY, FILE, ZIP})
  @Operation(
      summary = "Update a workflow from its template",
      description =
          "Body and query as for a difference. Saves a new version in which the team's changes"
              + " stay; expectedVersion is the version of the workflow that was looked at.")
  @RequestBody(
      content =
          @Content(mediaType = ANY, schema = @Schema(type = SchemaType.STRING, format = "binary")))
  @APIResponse(
      responseCode = "200",
      description = "Saved as a new version",
      content = @Content(schema = @Schema(implementation = Installed.class)))
  @APIResponse(
      responseCode = "409",
      description = "It is another template, no newer version, or somebody saved meanwhile")
  @APIResponse(responseCode = "422", description = "Conflicts are open, or something is missing")
  @APIResponse(
      responseCode = "503",
      description = "A catalog did not bring a plugin; try again when it answers")
  public Installed update(
      @Context SecurityContext who,
      @PathParam("workflow") String workflow,
      @QueryParam("connection") List<String> connections,
      @QueryParam("model") List<String> models,
      @QueryParam("workflow") List<String> workflows,
      @QueryParam("decide") List<String> decisions,
      @QueryParam("consent") List<String> consents,
      @QueryParam("expectedVersion") @Nullable String expectedVersion,
      @HeaderParam(HttpHeaders.CONTENT_LENGTH) @Nullable String length,
      InputStream body)
      throws IOException {
    Caller caller = TemplateBodies.builder(who);
    return templates.update(
        caller,
        TemplateBodies.read(body, length),
        workflow,
        ChoiceParameters.choices(null, connections, models, workflows),
        ChoiceParameters.decisions(decisions),
        Parameters.number("expectedVersion", expectedVersion, 0, 1, Integer.MAX_VALUE),
        Set.copyOf(consents));
  }
}
