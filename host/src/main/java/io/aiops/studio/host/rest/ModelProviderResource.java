package io.aiops.studio.host.rest;

import io.aiops.studio.host.Studio;
import io.aiops.studio.host.connection.ConnectionService;
import io.aiops.studio.host.connection.ConnectionService.ModelProviderView;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
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

/** The language models that can serve now. */
@Dependent
@Path("/model-providers")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Connections")
public class ModelProviderResource {

  /** All that can serve, connections and those taken up by themselves. */
  public record Providers(List<ModelProviderView> items) {}

  private final ConnectionService connections;

  @Inject
  public ModelProviderResource(Studio studio) {
    this.connections = studio.connections();
  }

  @GET
  @Operation(
      summary = "List model providers",
      description = "Which answer, which is the default, which only simulates.")
  @APIResponse(
      responseCode = "200",
      description = "As asked for",
      content = @Content(schema = @Schema(implementation = Providers.class)))
  public Providers list(@Context SecurityContext who) {
    return new Providers(connections.modelProviders(Callers.of(who)));
  }
}
