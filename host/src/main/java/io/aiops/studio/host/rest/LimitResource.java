package io.aiops.studio.host.rest;

import io.aiops.studio.host.Studio;
import io.aiops.studio.host.engine.LimitService;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** How many executions of the workspace may run at the same time. */
@Dependent
@Path("/queues/limits")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Queues")
public class LimitResource {

  /**
   * @param executions 1 to 1,000,000; null for any number
   */
  public record Bound(@Nullable Integer executions) {}

  private final Studio studio;

  @Inject
  public LimitResource(Studio studio) {
    this.studio = studio;
  }

  @GET
  @Operation(
      summary = "Show the workspace's limit",
      description =
          "How many executions may run at the same time, and how many that are limited, by the"
              + " workspace or by their workflow, run and wait for their turn.")
  @APIResponse(
      responseCode = "200",
      description = "As asked for",
      content = @Content(schema = @Schema(implementation = LimitService.Limits.class)))
  public LimitService.Limits limits(@Context SecurityContext who) {
    return studio.limits().limits(Callers.of(who));
  }

  @PUT
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Limit the workspace",
      description = "Counts for executions that start from now on. For administrators.")
  @APIResponse(
      responseCode = "200",
      description = "As it is now",
      content = @Content(schema = @Schema(implementation = LimitService.Limits.class)))
  @APIResponse(responseCode = "422", description = "It is not 1 to 1,000,000")
  public LimitService.Limits bound(@Context SecurityContext who, Bound request) {
    return studio.limits().bound(Callers.of(who), request.executions());
  }
}
