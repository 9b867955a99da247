package io.aiops.studio.host.rest;

import io.aiops.studio.host.Studio;
import io.aiops.studio.host.trigger.HookService;
import io.aiops.studio.host.trigger.HookService.Delivery;
import io.aiops.studio.host.trigger.HookService.Taken;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirements;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Where other systems deliver what webhook triggers wait for. */
@Dependent
@Path("/hooks")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Triggers")
public class HookResource {

  /**
   * @param execution what it started
   * @param created false if the delivery had come before
   * @param status how it ended; null if it has not within the trigger's time
   * @param output of one that completed
   * @param failure of one that failed: category and message
   */
  public record Delivered(
      UUID execution,
      boolean created,
      @Nullable String status,
      @Nullable Object output,
      @Nullable Object failure) {}

  private final HookService hooks;

  @Inject
  public HookResource(Studio studio) {
    this.hooks = studio.hooks();
  }

  @POST
  @Path("/{id}")
  @Anonymous
  @SecurityRequirements
  @Operation(
      summary = "Deliver to a webhook",
      description =
          "Signed as Standard Webhooks has it: 'webhook-signature' is 'v1,' and the base64 of"
              + " HMAC-SHA256 over 'webhook-id.webhook-timestamp.body' under the trigger's secret."
              + " The same 'webhook-id' starts one execution, however often it comes. The"
              + " timestamp may be five minutes off. The body is at most 1 MiB.")
  @RequestBody(
      content = {
        @Content(mediaType = "application/json", schema = @Schema(type = SchemaType.OBJECT)),
        @Content(mediaType = "text/plain", schema = @Schema(implementation = String.class))
      })
  @APIResponse(
      responseCode = "200",
      description = "It has ended; 'status' and 'output' tell how",
      content = @Content(schema = @Schema(implementation = Delivered.class)))
  @APIResponse(
      responseCode = "202",
      description = "It runs; 'Location' is its address",
      content = @Content(schema = @Schema(implementation = Delivered.class)))
  @APIResponse(responseCode = "401", description = "No such hook, or no signature that fits")
  @APIResponse(responseCode = "409", description = "Switched off, or the id came with another body")
  @APIResponse(responseCode = "413", description = "The body is larger than 1 MiB")
  @APIResponse(responseCode = "422", description = "The body does not fit the workflow")
  public Response deliver(
      @PathParam("id") String id,
      @Parameter(description = "Names the delivery; 1 to 100 characters") @HeaderParam("webhook-id")
          @Nullable String delivery,
      @Parameter(description = "Seconds since 1970") @HeaderParam("webhook-timestamp")
          @Nullable String timestamp,
      @Parameter(description = "'v1,' and base64; several are separated by blanks")
          @HeaderParam("webhook-signature")
          @Nullable String signatures,
      @Context HttpHeaders headers,
      InputStream body)
      throws IOException {
    byte[] bytes =
        Bodies.bounded(
                body, HookService.MAX_BODY, headers.getHeaderString(HttpHeaders.CONTENT_LENGTH))
            .readAllBytes();
    MediaType type = headers.getMediaType();
    Taken taken =
        hooks.take(
            id,
            new Delivery(
                delivery == null ? "" : delivery,
                timestamp == null ? "" : timestamp,
                signatures == null ? "" : signatures,
                type == null || Bodies.isJson(type),
                bytes));
    Map<String, @Nullable Object> ended = taken.ended();
    return Response.status(ended == null ? 202 : 200)
        .location(URI.create("executions/" + taken.executionId()))
        .entity(
            new Delivered(
                taken.executionId(),
                taken.created(),
                ended == null ? null : String.valueOf(ended.get("status")),
                ended == null ? null : ended.get("output"),
                ended == null ? null : ended.get("failure")))
        .build();
  }
}
