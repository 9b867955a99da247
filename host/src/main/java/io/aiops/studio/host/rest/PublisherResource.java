package io.aiops.studio.host.rest;

import io.aiops.studio.host.Studio;
import io.aiops.studio.host.trust.Publisher;
import io.aiops.studio.host.trust.PublisherService;
import io.aiops.studio.host.trust.TrustReport;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Whose plugins this studio trusts. */
@Dependent
@Path("/publishers")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Publishers")
public class PublisherResource {

  private static final long MAX_BYTES = 256L * 1024 * 1024;
  private static final String ANY = "application/octet-stream";

  /** All publishers. */
  public record Publishers(List<Publisher> items) {}

  /**
   * @param namespace such as {@code com.acme}; it owns {@code com.acme.greeter}
   * @param name as people know it
   */
  public record NewPublisher(String namespace, String name) {}

  /**
   * @param publicKey the base64 line that {@code ./studio plugin key} prints
   * @param validUntil within ten years; null: for ever
   */
  public record NewKey(String publicKey, @Nullable Instant validUntil) {}

  /**
   * @param reason what people are told whose plugin is refused for it
   */
  public record Revocation(String reason) {}

  private final PublisherService publishers;

  @Inject
  public PublisherResource(Studio studio) {
    this.publishers = studio.publishers();
  }

  @GET
  @Operation(summary = "List publishers with their keys")
  @APIResponse(
      responseCode = "200",
      description = "As asked for",
      content = @Content(schema = @Schema(implementation = Publishers.class)))
  public Publishers list(@Context SecurityContext who) {
    return new Publishers(publishers.list(Callers.of(who)));
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Enter a publisher",
      description = "From then on a plugin of its namespace is good only if it is signed by it.")
  @APIResponse(
      responseCode = "201",
      description = "Created",
      content = @Content(schema = @Schema(implementation = Publisher.class)))
  @APIResponse(responseCode = "409", description = "The namespace has a publisher")
  @APIResponse(responseCode = "422", description = "It is no namespace, or has no name")
  public Response add(@Context SecurityContext who, NewPublisher request) {
    return created(publishers.add(Callers.of(who), request.namespace(), request.name()));
  }

  @DELETE
  @Path("/{namespace}")
  @Operation(
      summary = "Remove a publisher",
      description = "With its keys. Those that were revoked stay so, should they come back.")
  @APIResponse(responseCode = "204", description = "Removed")
  public void remove(@Context SecurityContext who, @PathParam("namespace") String namespace) {
    publishers.remove(Callers.of(who), namespace);
  }

  @POST
  @Path("/{namespace}/keys")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Add a key to a publisher")
  @APIResponse(
      responseCode = "201",
      description = "Added",
      content = @Content(schema = @Schema(implementation = Publisher.class)))
  @APIResponse(responseCode = "409", description = "It has the key already")
  @APIResponse(responseCode = "422", description = "It is no Ed25519 key")
  public Response addKey(
      @Context SecurityContext who, @PathParam("namespace") String namespace, NewKey request) {
    return created(
        publishers.addKey(Callers.of(who), namespace, request.publicKey(), request.validUntil()));
  }

  @POST
  @Path("/{namespace}/keys/{key}/revoke")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Revoke a key",
      description =
          "Nothing that it signed is good any more, whenever that was. It is never taken back.")
  @APIResponse(
      responseCode = "200",
      description = "As it is now",
      content = @Content(schema = @Schema(implementation = Publisher.class)))
  public Publisher revoke(
      @Context SecurityContext who,
      @PathParam("namespace") String namespace,
      @PathParam("key") String key,
      Revocation request) {
    return publishers.revoke(Callers.of(who), namespace, key, request.reason());
  }

  @POST
  @Path("/check")
  @Consumes({ANY, "application/java-archive", "application/zip"})
  @Operation(
      summary = "Check a plugin's signature",
      description =
          "The body is a .studio package or a jar. Nothing is installed or loaded; the answer says"
              + " who signed it, what it declares, and all that is not as it says.")
  @RequestBody(
      content =
          @Content(mediaType = ANY, schema = @Schema(type = SchemaType.STRING, format = "binary")))
  @APIResponse(
      responseCode = "200",
      description = "Looked at",
      content = @Content(schema = @Schema(implementation = TrustReport.class)))
  @APIResponse(responseCode = "422", description = "It is neither a package nor a bundle")
  public TrustReport check(
      @Context SecurityContext who,
      @QueryParam("name") @Nullable String name,
      @HeaderParam(HttpHeaders.CONTENT_LENGTH) @Nullable String length,
      InputStream body) {
    return publishers.check(
        Callers.of(who),
        FileNames.checked(name == null ? "plugin.studio" : name),
        Bodies.bounded(body, MAX_BYTES, length));
  }

  private static Response created(Publisher publisher) {
    return Response.status(Response.Status.CREATED).entity(publisher).build();
  }
}
