package io.aiops.studio.host.rest;

import io.aiops.studio.host.Studio;
import io.aiops.studio.host.retention.RetentionService;
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

/** How long the workspace keeps executions that have ended. */
@Dependent
@Path("/retention")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Executions")
public class RetentionResource {

  /**
   * @param days 1 to 36,500; null: for ever
   */
  public record Keep(@Nullable Integer days) {}

  private final Studio studio;

  @Inject
  public RetentionResource(Studio studio) {
    this.studio = studio;
  }

  @GET
  @Operation(
      summary = "Show how long executions are kept",
      description =
          "After their end; for ever unless an administrator decided otherwise. 'due' says how many"
              + " are beyond it now.")
  @APIResponse(
      responseCode = "200",
      description = "As it is",
      content = @Content(schema = @Schema(implementation = RetentionService.Retention.class)))
  public RetentionService.Retention retention(@Context SecurityContext who) {
    return studio.retention().retention(Callers.of(who));
  }

  @PUT
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Say how long executions are kept",
      description =
          "For administrators. Takes effect a day later, so that a slip can be taken back; then"
              + " executions are removed with all that was kept of them.")
  @APIResponse(
      responseCode = "200",
      description = "As it is now, and how many executions are beyond it",
      content = @Content(schema = @Schema(implementation = RetentionService.Retention.class)))
  @APIResponse(responseCode = "422", description = "It is not 1 to 36,500 days")
  public RetentionService.Retention keep(@Context SecurityContext who, Keep request) {
    return studio.retention().keep(Callers.of(who), request.days());
  }
}
