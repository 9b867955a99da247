package io.aiops.studio.host.rest;

import io.aiops.studio.host.Studio;
import io.aiops.studio.host.query.QueueViews;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
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

/** How the queues between engine and workers stand. */
@Dependent
@Path("/queues")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Queues")
public class QueueResource {

  private final Studio studio;

  @Inject
  public QueueResource(Studio studio) {
    this.studio = studio;
  }

  @GET
  @Operation(
      summary = "Show the queues",
      description =
          "How many messages wait, are delayed or in flight, the age of the oldest in milliseconds,"
              + " and rates per second; of each pool, how many promises for steps of the workspace were"
              + " broken in 24 hours; and how many executions of the workspace have not ended. Of"
              + " connections that take only so many calls at the same time, how many steps call and"
              + " wait; and what does not answer which node. At most a second old.")
  @APIResponse(
      responseCode = "200",
      description = "As asked for",
      content = @Content(schema = @Schema(implementation = QueueViews.Overview.class)))
  @APIResponse(responseCode = "503", description = "The broker does not answer; try again")
  public QueueViews.Overview queues(@Context SecurityContext who) {
    return studio.queues().queues(Callers.of(who));
  }
}
