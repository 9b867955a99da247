package io.aiops.studio.host.rest;

import io.aiops.studio.host.Studio;
import io.aiops.studio.host.rest.TriggerBody.Shown;
import io.aiops.studio.host.trigger.TriggerService;
import io.aiops.studio.host.trigger.TriggerService.Backfilled;
import io.aiops.studio.host.trigger.TriggerService.Fired;
import io.aiops.studio.host.trigger.TriggerService.FiringPage;
import io.aiops.studio.host.trigger.TriggerService.Saved;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What starts executions by itself: schedules, webhooks, queue messages, other executions. */
@Dependent
@Path("/triggers")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Triggers")
public class TriggerResource {

  /** All triggers of the workspace. */
  public record TriggerList(List<Shown> items) {}

  /**
   * @param inputs in place of the trigger's; null for the trigger's
   */
  public record Fire(@Nullable Map<String, @Nullable Object> inputs) {}

  /**
   * @param from the first moment, such as {@code 2026-11-01T00:00:00Z}
   * @param to the moment after the last
   */
  public record Range(Instant from, Instant to) {}

  /**
   * @param secret in clear, this once
   */
  public record Secret(String secret) {}

  /**
   * @param id the execution
   * @param created false if the idempotency key had been used before
   */
  public record StartedByHand(UUID id, boolean created) {}

  private final TriggerService triggers;

  @Inject
  public TriggerResource(Studio studio) {
    this.triggers = studio.triggers();
  }

  @GET
  @Operation(summary = "List triggers")
  @APIResponse(
      responseCode = "200",
      description = "As asked for",
      content = @Content(schema = @Schema(implementation = TriggerList.class)))
  public TriggerList list(@Context SecurityContext who) {
    return new TriggerList(
        triggers.list(Callers.of(who)).stream().map(found -> Shown.of(found, null)).toList());
  }

  @GET
  @Path("/{name}")
  @Operation(summary = "Show a trigger")
  @APIResponse(
      responseCode = "200",
      description = "As asked for",
      content = @Content(schema = @Schema(implementation = Shown.class)))
  public Shown get(@Context SecurityContext who, @PathParam("name") String name) {
    return Shown.of(triggers.get(Callers.of(who), name), null);
  }

  @PUT
  @Path("/{name}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Create a trigger or replace it",
      description =
          "Give exactly one of schedule, webhook, queue, completion. It starts executions as the"
              + " one who saved it last. A new webhook's secret is in this answer and in no other.")
  @APIResponse(
      responseCode = "200",
      description = "Replaced",
      content = @Content(schema = @Schema(implementation = Shown.class)))
  @APIResponse(
      responseCode = "201",
      description = "Created",
      content = @Content(schema = @Schema(implementation = Shown.class)))
  @APIResponse(responseCode = "422", description = "What cannot be used is named")
  public Response save(
      @Context SecurityContext who, @PathParam("name") String name, TriggerBody body) {
    Saved saved = triggers.save(Callers.of(who), name, body.definition());
    return Response.status(saved.created() ? 201 : 200)
        .entity(Shown.of(saved.trigger(), saved.secret()))
        .build();
  }

  @DELETE
  @Path("/{name}")
  @Operation(summary = "Remove a trigger", description = "What it started goes on.")
  @APIResponse(responseCode = "204", description = "Removed")
  public void remove(@Context SecurityContext who, @PathParam("name") String name) {
    triggers.remove(Callers.of(who), name);
  }

  @POST
  @Path("/{name}/enable")
  @Operation(
      summary = "Switch a trigger on",
      description = "A schedule goes on from now; what passed meanwhile does not count as missed.")
  @APIResponse(
      responseCode = "200",
      description = "Switched on",
      content = @Content(schema = @Schema(implementation = Shown.class)))
  public Shown enable(@Context SecurityContext who, @PathParam("name") String name) {
    return Shown.of(triggers.enable(Callers.of(who), name, true), null);
  }

  @POST
  @Path("/{name}/disable")
  @Operation(summary = "Switch a trigger off")
  @APIResponse(
      responseCode = "200",
      description = "Switched off",
      content = @Content(schema = @Schema(implementation = Shown.class)))
  public Shown disable(@Context SecurityContext who, @PathParam("name") String name) {
    return Shown.of(triggers.enable(Callers.of(who), name, false), null);
  }

  @POST
  @Path("/{name}/secret")
  @Operation(
      summary = "Make a new secret for a webhook",
      description = "The old one is good no more. The new one is in this answer and in no other.")
  @APIResponse(
      responseCode = "200",
      description = "The new secret",
      content = @Content(schema = @Schema(implementation = Secret.class)))
  public Secret secret(@Context SecurityContext who, @PathParam("name") String name) {
    return new Secret(triggers.newSecret(Callers.of(who), name));
  }

  @POST
  @Path("/{name}/fire")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Fire a trigger now",
      description = "Also one that is switched off. The execution is the caller's.")
  @APIResponse(
      responseCode = "201",
      description = "Started; 'Location' is the execution's address",
      content = @Content(schema = @Schema(implementation = StartedByHand.class)))
  @APIResponse(
      responseCode = "200",
      description = "The key had fired it before",
      content = @Content(schema = @Schema(implementation = StartedByHand.class)))
  @APIResponse(responseCode = "422", description = "The inputs do not match; each is named")
  public Response fire(
      @Context SecurityContext who,
      @PathParam("name") String name,
      @Parameter(description = "The same key fires once; 1 to 100 characters")
          @HeaderParam("Idempotency-Key")
          @Nullable String key,
      Fire body) {
    Fired fired = triggers.fire(Callers.of(who), name, body.inputs(), key);
    return Response.status(fired.created() ? 201 : 200)
        .location(URI.create("executions/" + fired.executionId()))
        .entity(new StartedByHand(fired.executionId(), fired.created()))
        .build();
  }

  @POST
  @Path("/{name}/backfill")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Fire a schedule for past times",
      description =
          "For its times from 'from' to before 'to' that have started nothing, also if they were"
              + " tried and failed or were skipped; at most 1,000 at once.")
  @APIResponse(
      responseCode = "202",
      description = "They start by themselves; watch the firings",
      content = @Content(schema = @Schema(implementation = Backfilled.class)))
  @APIResponse(responseCode = "422", description = "Too many, not past, or no schedule")
  public Response backfill(
      @Context SecurityContext who, @PathParam("name") String name, Range range) {
    return Response.accepted(triggers.backfill(Callers.of(who), name, range.from(), range.to()))
        .build();
  }

  @GET
  @Path("/{name}/firings")
  @Operation(
      summary = "List what became of a trigger",
      description = "Newest first. Give a page's 'next' as 'before' for the page after it.")
  @APIResponse(
      responseCode = "200",
      description = "As asked for",
      content = @Content(schema = @Schema(implementation = FiringPage.class)))
  public FiringPage firings(
      @Context SecurityContext who,
      @PathParam("name") String name,
      @QueryParam("before") @Nullable String before,
      @QueryParam("limit") @Nullable String limit) {
    return triggers.firings(
        Callers.of(who),
        name,
        Parameters.number("before", before, Long.MAX_VALUE, 1, Long.MAX_VALUE),
        Parameters.number("limit", limit, 50, 1, 200));
  }
}
