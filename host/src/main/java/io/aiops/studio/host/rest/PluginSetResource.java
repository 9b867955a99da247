package io.aiops.studio.host.rest;

import io.aiops.studio.host.Studio;
import io.aiops.studio.host.plugin.PluginChange;
import io.aiops.studio.host.plugin.PluginService;
import io.aiops.studio.host.plugin.PluginSet;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The versions of the set of plugins that all nodes serve. */
@Dependent
@Path("/plugin-sets")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Plugins")
public class PluginSetResource {

  /** The newest first. */
  public record PluginSets(List<PluginSet.Made> items) {}

  /**
   * @param why in words, at most 1000 characters; may be left out
   * @param token of the plan, if something has to be agreed to
   */
  public record Rollback(@Nullable String why, @Nullable String token) {}

  private final PluginService plugins;

  @Inject
  public PluginSetResource(Studio studio) {
    this.plugins = studio.plugins();
  }

  @GET
  @Operation(
      summary = "List versions of the plugin set",
      description =
          "Each change of a plugin makes the next version: who made it, when and why. At most"
              + " 1000 are kept.")
  @APIResponse(
      responseCode = "200",
      description = "As asked for",
      content = @Content(schema = @Schema(implementation = PluginSets.class)))
  public PluginSets list(
      @Context SecurityContext who, @QueryParam("limit") @DefaultValue("50") int limit) {
    return new PluginSets(plugins.history(Callers.of(who), limit));
  }

  @GET
  @Path("/{version}")
  @Operation(summary = "Show a version of the plugin set")
  @APIResponse(
      responseCode = "200",
      description = "As asked for",
      content = @Content(schema = @Schema(implementation = PluginSet.class)))
  public PluginSet get(@Context SecurityContext who, @PathParam("version") long version) {
    return plugins.set(Callers.of(who), version);
  }

  @POST
  @Path("/{version}/rollback")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Go back to a version of the plugin set",
      description =
          "Makes the next version with what that one held, all of it or nothing. It serves on this"
              + " node when this answers, on all others within seconds; tasks that run end on the"
              + " plugins they began with. If something goes that is in use, a plugin comes back that"
              + " wants what it is not granted, or settings would not fit, the answer is 409 with the"
              + " member 'plan': sent again with its token, that is agreed to.")
  @APIResponse(
      responseCode = "200",
      description = "The new version",
      content = @Content(schema = @Schema(implementation = PluginSet.class)))
  @APIResponse(
      responseCode = "409",
      description = "That is what serves already; or something has to be agreed to")
  @APIResponse(responseCode = "422", description = "A plugin of it does not start any more")
  public PluginSet rollBack(
      @Context SecurityContext who, @PathParam("version") long version, Rollback request) {
    String why = request.why() == null ? "" : request.why();
    String token = request.token();
    return token == null
        ? plugins.rollBack(Callers.of(who), version, why)
        : plugins.apply(Callers.of(who), PluginChange.goBack(version, why), token);
  }
}
