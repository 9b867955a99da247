package io.aiops.studio.host.rest;

import io.aiops.studio.host.Studio;
import io.aiops.studio.host.execution.DeadLetter;
import io.aiops.studio.host.json.Json;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Commands that could not be handled: to look at, to edit, to send again, to drop. */
@Dependent
@Path("/queues/dead-letters")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Queues")
public class DeadLetterResource {

  /**
   * @param id the letter's
   * @param execution what the command is for
   * @param type what kind of command
   * @param body the command
   * @param why how the last try failed
   * @param tries how many there were
   * @param at when it was put aside
   */
  public record LetterView(
      UUID id,
      UUID execution,
      String type,
      Map<String, @Nullable Object> body,
      String why,
      int tries,
      Instant at) {
    static LetterView of(DeadLetter letter) {
      return new LetterView(
          letter.id(),
          letter.executionId(),
          letter.type(),
          Json.parseMap(letter.body()),
          letter.why(),
          letter.tries(),
          letter.at());
    }
  }

  /** All of them. */
  public record Letters(List<LetterView> letters) {}

  /**
   * @param body the whole command
   */
  public record Edit(Map<String, @Nullable Object> body) {}

  private final Studio studio;

  @Inject
  public DeadLetterResource(Studio studio) {
    this.studio = studio;
  }

  @GET
  @Operation(
      summary = "List dead letters",
      description =
          "Commands for executions of the workspace that failed again and again and were put aside:"
              + " the newest hundred, newest first.")
  @APIResponse(
      responseCode = "200",
      description = "As asked for",
      content = @Content(schema = @Schema(implementation = Letters.class)))
  public Letters list(@Context SecurityContext who) {
    return new Letters(
        studio.deadLetters().list(Callers.of(who)).stream().map(LetterView::of).toList());
  }

  @GET
  @Path("/{id}")
  @Operation(summary = "Show a dead letter")
  @APIResponse(
      responseCode = "200",
      description = "As asked for",
      content = @Content(schema = @Schema(implementation = LetterView.class)))
  @APIResponse(responseCode = "404", description = "There is no such letter")
  public LetterView get(@Context SecurityContext who, @PathParam("id") String id) {
    return LetterView.of(
        studio.deadLetters().get(Callers.of(who), Parameters.id("dead letter", id)));
  }

  @PUT
  @Path("/{id}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Edit a dead letter",
      description = "It is checked, and not sent by this. For administrators.")
  @APIResponse(
      responseCode = "200",
      description = "As it is now",
      content = @Content(schema = @Schema(implementation = LetterView.class)))
  @APIResponse(responseCode = "404", description = "There is no such letter")
  @APIResponse(responseCode = "422", description = "It is no such command; each field is named")
  public LetterView edit(@Context SecurityContext who, @PathParam("id") String id, Edit request) {
    return LetterView.of(
        studio
            .deadLetters()
            .edit(Callers.of(who), Parameters.id("dead letter", id), request.body()));
  }

  @POST
  @Path("/{id}/send")
  @Operation(
      summary = "Send a dead letter again",
      description = "The engine gets it once more. If it fails again, it comes back as a new one.")
  @APIResponse(responseCode = "204", description = "Sent, and kept no longer")
  @APIResponse(responseCode = "404", description = "There is no such letter")
  public void send(@Context SecurityContext who, @PathParam("id") String id) {
    studio.deadLetters().sendAgain(Callers.of(who), Parameters.id("dead letter", id));
  }

  @DELETE
  @Path("/{id}")
  @Operation(summary = "Drop a dead letter")
  @APIResponse(responseCode = "204", description = "Dropped")
  @APIResponse(responseCode = "404", description = "There is no such letter")
  public void drop(@Context SecurityContext who, @PathParam("id") String id) {
    studio.deadLetters().drop(Callers.of(who), Parameters.id("dead letter", id));
  }
}
