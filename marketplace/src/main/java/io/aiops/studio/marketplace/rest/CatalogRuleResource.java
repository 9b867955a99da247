package io.aiops.studio.marketplace.rest;

import io.aiops.studio.host.rest.Callers;
import io.aiops.studio.marketplace.Marketplace;
import io.aiops.studio.marketplace.publishing.Keeping;
import io.aiops.studio.marketplace.publishing.Rules;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What holds for this studio's own catalog. */
@Dependent
@Path("/catalog/rules")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Publishing")
public class CatalogRuleResource {

  private final Keeping keeping;

  @Inject
  public CatalogRuleResource(Marketplace marketplace) {
    this.keeping = marketplace.keeping();
  }

  @GET
  @Operation(summary = "Say what holds for this studio's own catalog")
  @APIResponse(
      responseCode = "200",
      description = "As asked for",
      content = @Content(schema = @Schema(implementation = Rules.class)))
  public Rules get(@Context SecurityContext who) {
    return keeping.rules(Callers.of(who));
  }

  @PUT
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Decide what holds for this studio's own catalog",
      description =
          "'open': anybody reads it at /catalog/, without a sign-in, within 5 s of this; other"
              + " studios enter that address as a catalog of kind SERVER. 'fourEyes': a version is"
              + " published by somebody else than who submitted it.")
  @APIResponse(
      responseCode = "200",
      description = "As it is now",
      content = @Content(schema = @Schema(implementation = Rules.class)))
  public Rules put(@Context SecurityContext who, Rules request) {
    return keeping.rules(Callers.of(who), request);
  }
}
