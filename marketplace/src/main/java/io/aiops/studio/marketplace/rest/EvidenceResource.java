package io.aiops.studio.marketplace.rest;

import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.rest.Bodies;
import io.aiops.studio.host.rest.Callers;
import io.aiops.studio.host.rest.FileNames;
import io.aiops.studio.host.trust.StudioPackage;
import io.aiops.studio.marketplace.Marketplace;
import io.aiops.studio.marketplace.evidence.Evidence;
import io.aiops.studio.marketplace.evidence.Evidences;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
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

/** What is found in a plugin that somebody brings along. */
@Dependent
@Path("/catalog/evidence")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Catalog")
public class EvidenceResource {

  private final Evidences evidences;

  @Inject
  public EvidenceResource(Marketplace marketplace) {
    this.evidences = marketplace.evidences();
  }

  @POST
  @Consumes({MediaType.APPLICATION_OCTET_STREAM, "application/java-archive", "application/zip"})
  @Operation(
      summary = "Say what is found out about a plugin before it is uploaded to be installed",
      description =
          "The body is a .studio package or a jar. It is held against its signature and looked"
              + " through; nothing of it is loaded or kept. A jar, and a package whose signature does"
              + " not hold or cannot be checked, has no report of the compatibility kit.")
  @RequestBody(
      content =
          @Content(
              mediaType = MediaType.APPLICATION_OCTET_STREAM,
              schema = @Schema(type = SchemaType.STRING, format = "binary")))
  @APIResponse(
      responseCode = "200",
      description = "Looked at",
      content = @Content(schema = @Schema(implementation = Evidence.class)))
  @APIResponse(responseCode = "413", description = "It is larger than 128 MiB")
  @APIResponse(responseCode = "422", description = "It is neither a package nor a plugin's jar")
  public Evidence of(
      @Context SecurityContext who,
      @QueryParam("name") @Nullable String name,
      @HeaderParam(HttpHeaders.CONTENT_LENGTH) @Nullable String length,
      InputStream body) {
    Caller caller = Callers.of(who);
    caller.requireStudio();
    try {
      return evidences.of(
          caller,
          FileNames.checked(name == null ? "plugin.studio" : name),
          Bodies.bounded(body, StudioPackage.LARGEST, length).readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException("The plugin could not be read to its end", e);
    }
  }
}
