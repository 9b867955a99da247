package io.aiops.studio.host.rest;

import io.aiops.studio.host.Studio;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.identity.Permission;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Hearing of every execution of a workspace that ends, without asking for each. */
@Dependent
@Path("/executions/ended")
@Tag(name = "Executions")
public class EndedExecutionsResource {

  private final Studio studio;

  @Inject
  public EndedExecutionsResource(Studio studio) {
    this.studio = studio;
  }

  @GET
  @Produces(MediaType.SERVER_SENT_EVENTS)
  @Operation(
      summary = "Hear which executions end",
      description =
          "A stream without an end: 'watching' once, from then on 'ended' with {\"ids\": […]} as"
              + " they end on whichever node, and a comment each 15 s. It tells what ends while the"
              + " stream is open, and cannot be resumed: list the executions after a break, and"
              + " after 'missed', which comes when more than 10000 waited for a slow reader or"
              + " news of another node was lost.")
  @APIResponse(
      responseCode = "200",
      description = "As they end",
      content = @Content(mediaType = MediaType.SERVER_SENT_EVENTS))
  @APIResponse(responseCode = "429", description = "Too many streams of this person are open")
  public void stream(
      @Context SecurityContext who,
      @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization,
      @Context SseEventSink sink,
      @Context Sse sse) {
    Caller caller = Callers.of(who);
    caller.require(Permission.VIEW);
    EndedStream.open(
        studio, caller, StillHere.of(studio, caller, authorization), new SseOutlet(sink, sse));
  }
}
