package io.aiops.studio.host.rest;

import io.aiops.studio.host.Studio;
import io.aiops.studio.host.trigger.TriggerService;
import io.aiops.studio.host.trigger.TriggerService.Preview;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Says what a cron expression means before somebody relies on it. */
@Dependent
@Path("/schedule-preview")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Triggers")
public class SchedulePreviewResource {

  private final TriggerService triggers;

  @Inject
  public SchedulePreviewResource(Studio studio) {
    this.triggers = studio.triggers();
  }

  @GET
  @Operation(
      summary = "Preview a schedule",
      description = "In words, and its next five times. The zone is UTC if none is given.")
  @APIResponse(
      responseCode = "200",
      description = "As asked for",
      content = @Content(schema = @Schema(implementation = Preview.class)))
  @APIResponse(responseCode = "422", description = "'cron' or 'zone' cannot be read")
  public Preview preview(
      @Context SecurityContext who,
      @QueryParam("cron") @Nullable String cron,
      @QueryParam("zone") @Nullable String zone) {
    return triggers.preview(
        Callers.of(who), cron == null ? "" : cron, zone == null || zone.isBlank() ? "UTC" : zone);
  }
}
