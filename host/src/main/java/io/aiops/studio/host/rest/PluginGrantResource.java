package io.aiops.studio.host.rest;

import io.aiops.studio.host.Studio;
import io.aiops.studio.host.grant.Grant;
import io.aiops.studio.host.grant.GrantService;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
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

/** What a bundle was granted. */
@Dependent
@Path("/plugins/{name}/grants")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Plugins")
public class PluginGrantResource {

  /** What a plugin may have. */
  public record Grants(List<Grant> items) {}

  private final GrantService grants;

  @Inject
  public PluginGrantResource(Studio studio) {
    this.grants = studio.grants();
  }

  @GET
  @Operation(
      summary = "List what a plugin may have",
      description = "Permissions as its manifest's Studio-Wants has them, with who granted each.")
  @APIResponse(
      responseCode = "200",
      description = "As asked for; empty if nothing was granted to that name",
      content = @Content(schema = @Schema(implementation = Grants.class)))
  public Grants grants(@Context SecurityContext who, @PathParam("name") String name) {
    return new Grants(grants.list(Callers.of(who), name));
  }

  @DELETE
  @Operation(
      summary = "Take a permission back from a plugin",
      description =
          "The plugin goes on without it: what needs it is refused, on every node within seconds."
              + " Whoever installs it again is asked.")
  @APIResponse(responseCode = "204", description = "Taken back")
  @APIResponse(responseCode = "404", description = "It was not granted")
  public void take(
      @Context SecurityContext who,
      @PathParam("name") String name,
      @QueryParam("permission") @Nullable String permission) {
    grants.take(Callers.of(who), name, Parameters.required("permission", permission));
  }
}
