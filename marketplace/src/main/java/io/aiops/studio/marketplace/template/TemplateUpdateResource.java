package io.aiops.studio.marketplace.template;

import static io.aiops.studio.marketplace.template.TemplateBodies.ANY;
import static io.aiops.studio.marketplace.template.TemplateBodies.FILE;
import static io.aiops.studio.marketplace.template.TemplateBodies.ZIP;

import io.aiops.studio.host.Studio;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.rest.Parameters;
import io.aiops.studio.marketplace.Marketplace;
import io.aiops.studio.marketplace.template.Change.Taken;
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
import java.util.Map;
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

  /** What a call brings: the file, who plays its roles, and which of two changes holds. */
  private record Brought(
      Caller caller, TemplateFile file, Choices choices, Map<String, Taken> decisions) {

    /**
     * @param players of connections, models and workflows, in this order
     */
    static Brought by(
        SecurityContext who,
        List<List<String>> players,
        List<String> decisions,
        @Nullable String length,
        InputStream body)
        throws IOException {
      return new Brought(
          TemplateBodies.builder(who),
          TemplateBodies.read(body, length),
          ChoiceParameters.choices(null, players.get(0), players.get(1), players.get(2)),
          ChoiceParameters.decisions(decisions));
    }
  }

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
    Brought brought =
        Brought.by(who, List.of(connections, models, workflows), decisions, length, body);
    return templates.difference(
        brought.caller(), brought.file(), workflow, brought.choices(), brought.decisions());
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
    Brought brought =
        Brought.by(who, List.of(connections, models, workflows), decisions, length, body);
    return templates.update(
        brought.caller(),
        brought.file(),
        workflow,
        brought.choices(),
        brought.decisions(),
        Parameters.number("expectedVersion", expectedVersion, 0, 1, Integer.MAX_VALUE),
        Set.copyOf(consents));
  }
}
