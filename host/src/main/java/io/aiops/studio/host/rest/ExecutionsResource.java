package io.aiops.studio.host.rest;

import io.aiops.studio.host.Studio;
import io.aiops.studio.host.engine.ExecutionService.Started;
import io.aiops.studio.host.query.ExecutionViews;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.net.URI;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Starting and listing executions. */
@Dependent
@Path("/executions")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Executions")
public class ExecutionsResource {

  /**
   * @param id the execution
   * @param created false if the idempotency key had been used for the same request before
   */
  public record StartedView(UUID id, boolean created) {}

  private final Studio studio;

  @Inject
  public ExecutionsResource(Studio studio) {
    this.studio = studio;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Start an execution",
      description = "It is durable when this answers, and runs by itself from then on.")
  @APIResponse(
      responseCode = "201",
      description = "Started; 'Location' is its address",
      content = @Content(schema = @Schema(implementation = StartedView.class)))
  @APIResponse(
      responseCode = "200",
      description = "The key had started this execution before",
      content = @Content(schema = @Schema(implementation = StartedView.class)))
  @APIResponse(responseCode = "404", description = "There is no such workflow")
  @APIResponse(responseCode = "409", description = "The key was used for another request")
  @APIResponse(responseCode = "422", description = "The inputs do not match; each is named")
  public Response start(
      @Context SecurityContext who,
      @Parameter(description = "The same key with the same request starts one execution only")
          @HeaderParam("Idempotency-Key")
          @Nullable String key,
      Start request) {
    Started started = request.begin(studio, Callers.of(who), key);
    return Response.status(started.created() ? 201 : 200)
        .location(URI.create("executions/" + started.executionId()))
        .entity(new StartedView(started.executionId(), started.created()))
        .build();
  }

  @GET
  @Operation(
      summary = "List executions",
      description = "Newest first. Give a page's 'next' as 'before' for the page after it.")
  @APIResponse(
      responseCode = "200",
      description = "As asked for",
      content = @Content(schema = @Schema(implementation = ExecutionViews.Page.class)))
  public ExecutionViews.Page list(
      @Context SecurityContext who,
      @QueryParam("workflow") @Nullable String workflow,
      @QueryParam("status") @Nullable String status,
      @QueryParam("before") @Nullable String before,
      @QueryParam("limit") @Nullable String limit) {
    return studio
        .query()
        .list(
            Callers.of(who),
            new ExecutionViews.Filter(
                workflow,
                Parameters.word("status", status, ExecutionViews.Status.class).orElse(null),
                before,
                Parameters.number("limit", limit, 50, 1, 200)));
  }
}
