package io.aiops.studio.host.rest;

import io.aiops.studio.host.Studio;
import io.aiops.studio.host.engine.SignalService.Signal;
import io.aiops.studio.host.problem.InvalidException;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Telling executions what they wait for. */
@Dependent
@Path("/executions/{id}/signals")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Executions")
public class SignalResource {

  /**
   * @param name what a step of kind signal waits for
   * @param payload what that step's output will be; null for none
   * @param id a second signal with the same is ignored; null: the answer names a new one
   */
  public record SignalBody(@Nullable String name, @Nullable Object payload, @Nullable String id) {}

  /**
   * @param id the signal's
   */
  public record SignalView(String id) {}

  private final Studio studio;

  @Inject
  public SignalResource(Studio studio) {
    this.studio = studio;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Send a signal to an execution",
      description =
          "It is durable when this answers. The step that has waited longest for its name takes it;"
              + " if none waits yet, it is kept for the first that will. Send it again with the same"
              + " id if you got no answer.")
  @APIResponse(
      responseCode = "202",
      description = "Accepted, or had been before",
      content = @Content(schema = @Schema(implementation = SignalView.class)))
  @APIResponse(responseCode = "404", description = "There is no such execution")
  @APIResponse(
      responseCode = "409",
      description = "It has ended, or keeps 1,000 signals that no step has taken")
  @APIResponse(
      responseCode = "422",
      description = "The name, the id or the payload breaks its bound; each is named")
  public Response send(
      @Context SecurityContext who, @PathParam("id") String id, SignalBody request) {
    String name = request.name();
    if (name == null) {
      throw new InvalidException("name", "is missing; expected a text");
    }
    String sent =
        studio
            .signals()
            .send(
                Callers.of(who),
                Parameters.id("execution", id),
                new Signal(name, request.payload(), request.id()));
    return Response.accepted(new SignalView(sent)).build();
  }
}
