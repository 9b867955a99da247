package io.aiops.studio.marketplace.rest;

import io.aiops.studio.host.rest.Callers;
import io.aiops.studio.marketplace.Marketplace;
import io.aiops.studio.marketplace.catalog.CatalogSource;
import io.aiops.studio.marketplace.catalog.Sources;
import io.aiops.studio.marketplace.catalog.Sources.State;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Which catalogs are asked beside this studio's own, and how each stands. */
@Dependent
@Path("/catalog/sources")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Catalog")
public class CatalogSourceResource {

  /** In their order. */
  public record SourceList(List<State> items) {}

  /**
   * @param position 1 to 1000; of two with the same namespace the lower one has it
   * @param kind SERVER, FOLDER or ARCHIVE
   * @param location an address that ends with '/', or a path that every node can read
   * @param indexKey what its index is signed with, base64 of an Ed25519 public key
   */
  public record Place(int position, CatalogSource.Kind kind, String location, String indexKey) {}

  private final Sources sources;

  @Inject
  public CatalogSourceResource(Marketplace marketplace) {
    this.sources = marketplace.sources();
  }

  @GET
  @Operation(summary = "List the catalogs beside this studio's own")
  @APIResponse(
      responseCode = "200",
      description = "As asked for",
      content = @Content(schema = @Schema(implementation = SourceList.class)))
  public SourceList list(@Context SecurityContext who) {
    return new SourceList(sources.list(Callers.of(who)));
  }

  @PUT
  @Path("/{name}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Enter a catalog, or change where it is",
      description = "It is asked at once; the answer says what came of it.")
  @APIResponse(
      responseCode = "200",
      description = "As it is now",
      content = @Content(schema = @Schema(implementation = State.class)))
  public State save(@Context SecurityContext who, @PathParam("name") String name, Place request) {
    return sources.save(
        Callers.of(who),
        name,
        request.position(),
        request.kind(),
        request.location(),
        request.indexKey());
  }

  @DELETE
  @Path("/{name}")
  @Operation(
      summary = "Remove a catalog",
      description = "What was installed from it stays. The namespaces that it kept are free.")
  @APIResponse(responseCode = "204", description = "Removed")
  public void remove(@Context SecurityContext who, @PathParam("name") String name) {
    sources.remove(Callers.of(who), name);
  }
}
