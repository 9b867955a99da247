package io.aiops.studio.host.rest;

import io.aiops.studio.host.Studio;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.query.ExecutionViews;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The events of an execution, as pages or as a stream. */
@Dependent
@Path("/executions/{id}/events")
@Tag(name = "Executions")
public class ExecutionEventsResource {

  private final Studio studio;

  @Inject
  public ExecutionEventsResource(Studio studio) {
    this.studio = studio;
  }

  @GET
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Read events",
      description =
          "A page has as many as 'limit', 1 to 1000, or fewer if they are large; while 'more' is"
              + " true, ask again after the last one's sequence."
              + " With 'Accept: text/event-stream' the events come as they happen: 'id' is the sequence,"
              + " 'event' the type; 'progress' events have no id; 'end' is the last. A broken"
              + " stream goes on after 'Last-Event-ID'.")
  @APIResponse(
      responseCode = "200",
      description = "As asked for",
      content = {
        @Content(
            mediaType = MediaType.APPLICATION_JSON,
            schema = @Schema(implementation = ExecutionViews.Events.class)),
        @Content(mediaType = MediaType.SERVER_SENT_EVENTS)
      })
  @APIResponse(responseCode = "429", description = "Too many streams of this person are open")
  public ExecutionViews.Events page(
      @Context SecurityContext who,
      @PathParam("id") String id,
      @QueryParam("after") @Nullable String after,
      @QueryParam("limit") @Nullable String limit) {
    return studio
        .query()
        .events(
            Callers.of(who),
            Parameters.id("execution", id),
            Parameters.number("after", after, 0L, 0, Long.MAX_VALUE),
            Parameters.number("limit", limit, 500, 1, 1000));
  }

  /** Whoever says nothing of what they accept gets the page: a stream is asked for. */
  @GET
  @Produces(MediaType.SERVER_SENT_EVENTS + ";qs=0.5")
  @Operation(hidden = true)
  public void stream(
      @Context SecurityContext who,
      @PathParam("id") String id,
      @QueryParam("after") @Nullable String after,
      @HeaderParam("Last-Event-ID") @Nullable String lastEventId,
      @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization,
      @Context SseEventSink sink,
      @Context Sse sse) {
    Caller caller = Callers.of(who);
    UUID execution = Parameters.id("execution", id);
    long from =
        Parameters.number(
            "Last-Event-ID", lastEventId == null ? after : lastEventId, 0L, 0, Long.MAX_VALUE);
    EventStream.open(
        studio,
        caller,
        StillHere.of(studio, caller, authorization),
        execution,
        from,
        new SseOutlet(sink, sse));
  }
}
