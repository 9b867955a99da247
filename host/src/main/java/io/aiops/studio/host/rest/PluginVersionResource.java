package io.aiops.studio.host.rest;

import io.aiops.studio.host.Studio;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.plugin.KeptVersion;
import io.aiops.studio.host.plugin.PluginChange;
import io.aiops.studio.host.plugin.PluginService;
import io.aiops.studio.host.plugin.PluginSet;
import io.aiops.studio.host.problem.ConflictException;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
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
import org.jspecify.annotations.Nullable;

/** The versions that are kept of one plugin, and the way back to one of them. */
@Dependent
@Path("/plugins/{name}/versions")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Plugins")
public class PluginVersionResource {

  /** The one that served last first. */
  public record Versions(List<KeptVersion> items) {}

  /**
   * @param set a version of the plugin set in which it has the version to go back to; if it is left
   *     out: where it last had another one than now
   * @param why in words, at most 1000 characters; may be left out
   * @param token of the plan, if something has to be agreed to
   */
  public record Rollback(@Nullable Long set, @Nullable String why, @Nullable String token) {}

  private final PluginService plugins;

  @Inject
  public PluginVersionResource(Studio studio) {
    this.plugins = studio.plugins();
  }

  @GET
  @Operation(
      summary = "List the versions that are kept of a plugin",
      description =
          "However they were installed; as long as one of the 1000 sets that are kept names them.")
  @APIResponse(
      responseCode = "200",
      description = "As asked for",
      content = @Content(schema = @Schema(implementation = Versions.class)))
  @APIResponse(responseCode = "404", description = "It is not installed")
  public Versions list(@Context SecurityContext who, @PathParam("name") String name) {
    return new Versions(plugins.versions(Callers.of(who), name));
  }

  @POST
  @Path("/rollback")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Go back to an earlier version of one plugin",
      description =
          "All other plugins stay as they are, and so does whether and where this one serves."
              + " Otherwise as going back to a version of the plugin set: 409 with the member 'plan'"
              + " if something has to be agreed to, which is done by sending it again with 'set' and"
              + " the plan's token.")
  @APIResponse(
      responseCode = "200",
      description = "The new version of the set",
      content = @Content(schema = @Schema(implementation = PluginSet.class)))
  @APIResponse(responseCode = "404", description = "It is not installed, or not in that set")
  @APIResponse(
      responseCode = "409",
      description = "That serves already, or no other is kept; or something has to be agreed to")
  @APIResponse(responseCode = "422", description = "That version does not start any more")
  public PluginSet rollBack(
      @Context SecurityContext who, @PathParam("name") String name, Rollback request) {
    Caller caller = Callers.of(who);
    caller.requireStudio();
    String why = request.why() == null ? "" : request.why();
    long set = request.set() == null ? before(caller, name) : request.set();
    String token = request.token();
    return token == null
        ? plugins.rollBack(caller, name, set, why)
        : plugins.apply(caller, PluginChange.goBack(name, set, why), token);
  }

  private long before(Caller caller, String name) {
    return plugins.versions(caller, name).stream()
        .filter(version -> !version.present())
        .findFirst()
        .orElseThrow(() ->
            new ConflictException(
                "No other version of '" + name + "' is kept. Nothing was changed."))
        .set();
  }
}
