package io.aiops.studio.host.rest;

import io.aiops.studio.host.Studio;
import io.aiops.studio.host.trust.RevocationList;
import io.aiops.studio.host.trust.RevocationService;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What must not serve any more. */
@Dependent
@Path("/revocations")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Plugins")
public class RevocationResource {

  private static final long MAX_BYTES = 256L * 1024;

  private final RevocationService revocations;

  @Inject
  public RevocationResource(Studio studio) {
    this.revocations = studio.revocations();
  }

  @GET
  @Operation(summary = "Show what is revoked")
  @APIResponse(
      responseCode = "200",
      description = "The newest list there was",
      content = @Content(schema = @Schema(implementation = RevocationList.class)))
  @APIResponse(responseCode = "404", description = "There was none yet")
  public RevocationList current(@Context SecurityContext who) {
    return revocations.current(Callers.of(who));
  }

  @PUT
  @Consumes("application/octet-stream")
  @Operation(
      summary = "Set what is revoked",
      description =
          "The body is a list that its issuer signed, a DSSE envelope, at most 256 KiB. What it names"
              + " is stopped on every node within a minute.")
  @RequestBody(
      content =
          @Content(
              mediaType = "application/octet-stream",
              schema = @Schema(type = SchemaType.STRING, format = "binary")))
  @APIResponse(
      responseCode = "200",
      description = "Taken",
      content = @Content(schema = @Schema(implementation = RevocationList.class)))
  @APIResponse(responseCode = "409", description = "Its serial is not larger; or no issuer is set")
  @APIResponse(responseCode = "422", description = "The issuer did not sign it, or it is no list")
  public RevocationList set(
      @Context SecurityContext who,
      @HeaderParam(HttpHeaders.CONTENT_LENGTH) @Nullable String length,
      InputStream body) {
    try (InputStream bounded = Bodies.bounded(body, MAX_BYTES, length)) {
      return revocations.set(Callers.of(who), bounded.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException("The list could not be read to its end", e);
    }
  }
}
