package io.aiops.studio.host.rest;

import io.aiops.studio.host.Studio;
import io.aiops.studio.host.plugin.Plan;
import io.aiops.studio.host.plugin.PluginService;
import io.aiops.studio.host.plugin.PluginSet;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityPart;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What a change of plugins would do, and the change as it was shown. */
@Dependent
@Path("/plugins/plan")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Plugins")
public class PluginPlanResource {

  private static final String BODY =
      " The body is a jar, as for installing it; or multipart/form-data, at most 256 MiB, with up to"
          + " 20 plugins: parts 'jar' with a file name each, parts 'remove' with the name of a"
          + " plugin, 'isolation' (TRUSTED or SEPARATE, for all jars) and 'why'; or with 'set', the"
          + " version of the set to go back to, alone, or with 'plugin', the only one that goes back.";

  private final PluginService plugins;

  @Inject
  public PluginPlanResource(Studio studio) {
    this.plugins = studio.plugins();
  }

  @POST
  @Consumes({
    PluginResource.JAR,
    "application/x-java-archive",
    "application/zip",
    "application/octet-stream"
  })
  @Operation(
      summary = "Plan a change of plugins",
      description =
          "Says what would become of each plugin, why it cannot be ('possible' is false then), what"
              + " each wants beyond what it was granted, and which steps, connections and executions"
              + " in flight rely on it: by name in workspaces of yours, as numbers in others."
              + " Settings that are stored and would not fit are 'troubles'. Nothing is loaded or"
              + " changed. 'asks' is what whoever applies it agrees to by giving 'token'."
              + BODY)
  @APIResponse(
      responseCode = "200",
      description = "Also of what is not possible",
      content = @Content(schema = @Schema(implementation = Plan.class)))
  @APIResponse(
      responseCode = "409",
      description = "It would change nothing, or removes what came with the studio")
  public Plan plan(
      @Context SecurityContext who,
      @QueryParam("name") @Nullable String name,
      @QueryParam("isolation") @Nullable String isolation,
      @HeaderParam(HttpHeaders.CONTENT_LENGTH) @Nullable String length,
      InputStream body) {
    return plugins.plan(Callers.of(who), ChangeBody.jar(name, isolation, length, body));
  }

  @POST
  @Consumes(MediaType.MULTIPART_FORM_DATA)
  @Operation(hidden = true)
  public Plan planForm(
      @Context SecurityContext who,
      @HeaderParam(HttpHeaders.CONTENT_LENGTH) @Nullable String length,
      List<EntityPart> parts)
      throws IOException {
    return plugins.plan(Callers.of(who), ChangeBody.form(parts, length));
  }

  @POST
  @Path("/apply")
  @Consumes({
    PluginResource.JAR,
    "application/x-java-archive",
    "application/zip",
    "application/octet-stream"
  })
  @Operation(
      summary = "Change plugins as planned",
      description =
          "All of it or nothing. It serves on this node when this answers, on all others within"
              + " seconds."
              + BODY)
  @APIResponse(
      responseCode = "200",
      description = "The new version of the set",
      content = @Content(schema = @Schema(implementation = PluginSet.class)))
  @APIResponse(
      responseCode = "409",
      description = "The set, the jars or what follows is not what the plan showed any more")
  @APIResponse(responseCode = "422", description = "It is not possible, or one does not start")
  public PluginSet apply(
      @Context SecurityContext who,
      @QueryParam("token") @Nullable String token,
      @QueryParam("name") @Nullable String name,
      @QueryParam("isolation") @Nullable String isolation,
      @HeaderParam(HttpHeaders.CONTENT_LENGTH) @Nullable String length,
      InputStream body) {
    return plugins.apply(
        Callers.of(who),
        ChangeBody.jar(name, isolation, length, body),
        Parameters.required("token", token));
  }

  @POST
  @Path("/apply")
  @Consumes(MediaType.MULTIPART_FORM_DATA)
  @Operation(hidden = true)
  public PluginSet applyForm(
      @Context SecurityContext who,
      @QueryParam("token") @Nullable String token,
      @HeaderParam(HttpHeaders.CONTENT_LENGTH) @Nullable String length,
      List<EntityPart> parts)
      throws IOException {
    return plugins.apply(
        Callers.of(who), ChangeBody.form(parts, length), Parameters.required("token", token));
  }
}
