package io.aiops.studio.marketplace.rest;

import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.rest.Callers;
import io.aiops.studio.host.rest.FileNames;
import io.aiops.studio.host.trust.Sha256;
import io.aiops.studio.marketplace.Marketplace;
import io.aiops.studio.marketplace.listing.SignedIndex;
import io.aiops.studio.marketplace.publishing.Issuer;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.StreamingOutput;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** This studio's own catalog, signed for others. */
@Dependent
@Path("/catalog")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Publishing")
public class CatalogIssueResource {

  /**
   * @param indexKey what other studios enter to trust this catalog
   */
  public record Key(String indexKey) {}

  private final Issuer issuer;

  @Inject
  public CatalogIssueResource(Marketplace marketplace) {
    this.issuer = marketplace.issuer();
  }

  @GET
  @Path("/key")
  @Operation(summary = "Get the key that this studio's catalog is signed with")
  @APIResponse(
      responseCode = "200",
      description = "As asked for",
      content = @Content(schema = @Schema(implementation = Key.class)))
  public Key key(@Context SecurityContext who) {
    return new Key(issuer.key(Callers.of(who)).text());
  }

  @GET
  @Path("/index")
  @Operation(summary = "Get the signed index of this studio's catalog")
  @APIResponse(responseCode = "200", description = "A DSSE envelope, as other studios read it")
  @APIResponse(responseCode = "304", description = "As you have it")
  public Response index(@Context SecurityContext who, @Context Request request) {
    byte[] index = issuer.index(Callers.of(who));
    EntityTag tag = new EntityTag(Sha256.of(index));
    Response.ResponseBuilder same = request.evaluatePreconditions(tag);
    return same != null
        ? same.tag(tag).build()
        : Response.ok(index, MediaType.APPLICATION_JSON_TYPE).tag(tag).build();
  }

  @GET
  @Path("/export")
  @Produces("application/zip")
  @Operation(
      summary = "Export this studio's catalog",
      description =
          "One file with the signed index and all that it names. Another studio reads it as it is,"
              + " a folder or a web server unpacked.")
  @APIResponse(responseCode = "200", description = "A zip of " + SignedIndex.FILE + " and files/")
  public Response export(@Context SecurityContext who) {
    Caller caller = Callers.of(who);
    caller.requireStudio();
    return Response.ok((StreamingOutput) out -> issuer.export(caller, out))
        .header(HttpHeaders.CONTENT_DISPOSITION, FileNames.attachment("catalog.zip"))
        .build();
  }
}
