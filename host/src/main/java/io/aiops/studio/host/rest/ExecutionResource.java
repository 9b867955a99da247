package io.aiops.studio.host.rest;

import io.aiops.studio.host.Studio;
import io.aiops.studio.host.definition.StepChange;
import io.aiops.studio.host.engine.ExecutionService;
import io.aiops.studio.host.engine.ExecutionService.Rerun;
import io.aiops.studio.host.engine.ExecutionService.Started;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.problem.InvalidException;
import io.aiops.studio.host.query.ExecutionViews;
import io.aiops.studio.host.rest.ExecutionsResource.StartedView;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.net.URI;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** One execution: seeing, proving, running again and cancelling it. */
@Dependent
@Path("/executions/{id}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Executions")
public class ExecutionResource {

  private final Studio studio;

  @Inject
  public ExecutionResource(Studio studio) {
    this.studio = studio;
  }

  @GET
  @Operation(
      summary = "Show an execution",
      description =
          "Every step with its attempts. Of a forEach step all items are counted, and those of a"
              + " page are shown with their steps: its 'items.to' as 'from' gives the next page."
              + " The whole history is read for it: to ask how far it is, again and again, there is"
              + " 'summary'.")
  @APIResponse(
      responseCode = "200",
      description = "As asked for",
      content = @Content(schema = @Schema(implementation = ExecutionViews.Detail.class)))
  @APIResponse(responseCode = "422", description = "'in' names no forEach step of it")
  public ExecutionViews.Detail get(
      @Context SecurityContext who,
      @PathParam("id") String id,
      @Parameter(
              description =
                  "Show items of this forEach step only, 'tickets' or 'tickets[3]/lines'; without"
                      + " it those of every forEach step of the workflow")
          @QueryParam("in")
          @Nullable String in,
      @Parameter(description = "Index of the first item, from 0; without it 0") @QueryParam("from")
          @Nullable String from,
      @Parameter(description = "At most so many steps of items, 1 to 1000; without it 500")
          @QueryParam("limit")
          @Nullable String limit) {
    ExecutionViews.Rows first = ExecutionViews.Rows.FIRST;
    return studio
        .query()
        .get(
            Callers.of(who),
            Parameters.id("execution", id),
            new ExecutionViews.Rows(
                in == null ? "" : in,
                Parameters.number("from", from, 0, 0, Integer.MAX_VALUE),
                Parameters.number("limit", limit, first.limit(), 1, ExecutionViews.Rows.MOST)));
  }

  @GET
  @Path("/summary")
  @Operation(
      summary = "Tell how far an execution is",
      description =
          "What the list shows of it: status, steps, tokens, failure. However long its history is,"
              + " none of it is read; while it runs, all but the status may be a second old.")
  @APIResponse(
      responseCode = "200",
      description = "As asked for",
      content = @Content(schema = @Schema(implementation = ExecutionViews.Summary.class)))
  public ExecutionViews.Summary summary(@Context SecurityContext who, @PathParam("id") String id) {
    return studio.query().summary(Callers.of(who), Parameters.id("execution", id));
  }

  @GET
  @Path("/verification")
  @Operation(
      summary = "Verify an execution's history",
      description =
          "Every event bears the SHA-256 hash of itself and all before it. They are computed again:"
              + " the first event that was changed, added or removed since is named.")
  @APIResponse(
      responseCode = "200",
      description = "As found, whether intact or not",
      content = @Content(schema = @Schema(implementation = ExecutionViews.Verification.class)))
  public ExecutionViews.Verification verify(
      @Context SecurityContext who, @PathParam("id") String id) {
    return studio.query().verify(Callers.of(who), Parameters.id("execution", id));
  }

  @GET
  @Path("/replay")
  @Operation(
      summary = "Decide an execution again",
      description =
          "From its own log, without a model, tool or network call; nothing is changed. The first"
              + " event that does not come out as it is recorded is named.")
  @APIResponse(
      responseCode = "200",
      description = "As found, whether the same or not",
      content = @Content(schema = @Schema(implementation = ExecutionService.Replayed.class)))
  public ExecutionService.Replayed replay(
      @Context SecurityContext who, @PathParam("id") String id) {
    return studio.executions().replay(Callers.of(who), Parameters.id("execution", id));
  }

  @POST
  @Path("/retry")
  @Operation(
      summary = "Retry an execution that failed or was cancelled",
      description =
          "A new execution with the same inputs, version and keys towards outside systems. What"
              + " completed is taken over and not paid again; what failed or never ran is run. It is retried once: of a"
              + " retry that failed, that one is.")
  @APIResponse(
      responseCode = "201",
      description = "Started; 'Location' is its address",
      content = @Content(schema = @Schema(implementation = StartedView.class)))
  @APIResponse(
      responseCode = "409",
      description =
          "It still runs, or completed; or another execution goes on with its keys: its retry, a"
              + " later attempt of the step it is, or a retry of what it is a step of, or of a step"
              + " of it. The message names that one")
  public Response retry(
      @Context SecurityContext who,
      @PathParam("id") String id,
      @HeaderParam("Idempotency-Key") @Nullable String key) {
    return rerun(who, id, new Rerun.Retry(key));
  }

  /**
   * @param step path of the step that is run again, {@code parse} or {@code tickets[3]/classify}
   * @param version of the same workflow; null for that of the execution
   * @param inputs all of them; null for those of the execution
   * @param changes by step id, or {@code list/step} within a forEach step: what it says
   *     differently; null for nothing. What the execution itself said differently, as a fork does,
   *     stays so in the same version; in another, none of it does
   */
  public record Fork(
      String step,
      @Nullable Integer version,
      @Nullable Map<String, @Nullable Object> inputs,
      @Nullable Map<String, StepChange> changes) {}

  @POST
  @Path("/fork")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Fork an execution at a step",
      description =
          "A new execution that runs the step and what comes after it again, with other inputs,"
              + " instruction, model or workflow version if given; all else is taken over.")
  @APIResponse(
      responseCode = "201",
      description = "Started; 'Location' is its address",
      content = @Content(schema = @Schema(implementation = StartedView.class)))
  @APIResponse(responseCode = "422", description = "There is no such step, or inputs do not match")
  public Response fork(
      @Context SecurityContext who,
      @PathParam("id") String id,
      @HeaderParam("Idempotency-Key") @Nullable String key,
      Fork request) {
    return rerun(
        who,
        id,
        new Rerun.Fork(
            text("step", request.step()),
            request.version(),
            request.inputs(),
            request.changes() == null ? Map.of() : request.changes(),
            key));
  }

  /**
   * @param step path of the step whose result is wrong
   * @param diagnosis what is wrong with it, 1 to 10,000 characters: the step is told when it is run
   *     again
   */
  public record RollBack(String step, String diagnosis) {}

  @POST
  @Path("/rollback")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Roll an execution back to a step",
      description =
          "The step and what came after it are run again, as new attempts; the step sees the"
              + " diagnosis and its earlier result, history stays. Of an execution that has ended,"
              + " a fork does so.")
  @APIResponse(
      responseCode = "202",
      description = "The running execution goes back",
      content = @Content(schema = @Schema(implementation = StartedView.class)))
  @APIResponse(
      responseCode = "201",
      description = "It had ended; a fork was started, 'Location' is its address",
      content = @Content(schema = @Schema(implementation = StartedView.class)))
  @APIResponse(responseCode = "422", description = "There is no such step, or it has not begun")
  public Response rollBack(
      @Context SecurityContext who,
      @PathParam("id") String id,
      @HeaderParam("Idempotency-Key") @Nullable String key,
      RollBack request) {
    return rerun(
        who,
        id,
        new Rerun.RollBack(
            text("step", request.step()), text("diagnosis", request.diagnosis()), key));
  }

  private static String text(String field, @Nullable String value) {
    if (value == null) {
      throw new InvalidException(field, "is missing; expected a text");
    }
    return value;
  }

  private Response rerun(SecurityContext who, String id, Rerun request) {
    UUID execution = Parameters.id("execution", id);
    Started started = studio.executions().rerun(Callers.of(who), execution, request);
    boolean itself = started.executionId().equals(execution);
    return Response.status(itself ? 202 : started.created() ? 201 : 200)
        .location(URI.create("executions/" + started.executionId()))
        .entity(new StartedView(started.executionId(), started.created()))
        .build();
  }

  @POST
  @Path("/cancel")
  @Operation(
      summary = "Cancel an execution",
      description = "Nothing new starts, running steps are interrupted. No effect if it has ended.")
  @APIResponse(responseCode = "202", description = "Asked for; watch the events for its end")
  public Response cancel(@Context SecurityContext who, @PathParam("id") String id) {
    Caller caller = Callers.of(who);
    studio.executions().cancel(caller, Parameters.id("execution", id));
    return Response.accepted().build();
  }
}
