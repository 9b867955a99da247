package io.aiops.studio.host.rest;

import io.aiops.studio.host.Studio;
import io.aiops.studio.host.connection.Connection;
import io.aiops.studio.host.connection.ConnectionService;
import io.aiops.studio.host.problem.NotFoundException;
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
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Configured connectors and model providers. */
@Dependent
@Path("/connections")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Connections")
public class ConnectionResource {

  /** All connections of the workspace. */
  public record Connections(List<Connection> items) {}

  /**
   * @param provider the connector's or model provider's name
   * @param settings as its settings schema says; a secret given as {@code "********"} keeps its
   *     value
   * @param calls how many may be made at the same time; null for any number
   */
  public record Settings(
      String provider, Map<String, @Nullable Object> settings, @Nullable Integer calls) {}

  /**
   * @param calls how many may be made at the same time, 1 to 10,000; null for any number
   */
  public record Bound(@Nullable Integer calls) {}

  private final ConnectionService connections;

  @Inject
  public ConnectionResource(Studio studio) {
    this.connections = studio.connections();
  }

  @GET
  @Operation(summary = "List connections", description = "Secrets show as ********.")
  @APIResponse(
      responseCode = "200",
      description = "As asked for",
      content = @Content(schema = @Schema(implementation = Connections.class)))
  public Connections list(@Context SecurityContext who) {
    return new Connections(connections.list(Callers.of(who)));
  }

  @GET
  @Path("/{kind}/{name}")
  @Operation(summary = "Show a connection", description = "The kind is connector or model.")
  @APIResponse(
      responseCode = "200",
      description = "As asked for",
      content = @Content(schema = @Schema(implementation = Connection.class)))
  public Connection get(
      @Context SecurityContext who,
      @PathParam("kind") String kind,
      @PathParam("name") String name) {
    Connection.Kind wanted = kind(kind);
    return connections.list(Callers.of(who)).stream()
        .filter(found -> found.kind() == wanted && found.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new NotFoundException("connection", name));
  }

  @PUT
  @Path("/{kind}/{name}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Create a connection or replace its settings")
  @APIResponse(
      responseCode = "200",
      description = "As asked for",
      content = @Content(schema = @Schema(implementation = Connection.class)))
  @APIResponse(responseCode = "422", description = "The settings break the schema")
  public Connection save(
      @Context SecurityContext who,
      @PathParam("kind") String kind,
      @PathParam("name") String name,
      Settings settings) {
    return connections.save(
        Callers.of(who),
        kind(kind),
        name,
        settings.provider(),
        settings.settings(),
        settings.calls());
  }

  @PUT
  @Path("/{kind}/{name}/calls")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Limit the calls of a connection",
      description =
          "How many may be made at the same time; nothing else of the connection changes. Counts"
              + " for calls that begin from now on. For administrators.")
  @APIResponse(
      responseCode = "200",
      description = "As it is now",
      content = @Content(schema = @Schema(implementation = Connection.class)))
  @APIResponse(responseCode = "422", description = "It is not 1 to 10,000")
  public Connection bound(
      @Context SecurityContext who,
      @PathParam("kind") String kind,
      @PathParam("name") String name,
      Bound request) {
    return connections.bound(Callers.of(who), kind(kind), name, request.calls());
  }

  @DELETE
  @Path("/{kind}/{name}")
  @Operation(summary = "Remove a connection")
  @APIResponse(responseCode = "204", description = "Removed")
  public void remove(
      @Context SecurityContext who,
      @PathParam("kind") String kind,
      @PathParam("name") String name) {
    connections.remove(Callers.of(who), kind(kind), name);
  }

  private static Connection.Kind kind(String kind) {
    return Parameters.word("kind", kind, Connection.Kind.class)
        .orElseThrow(() -> new NotFoundException("kind of connection", kind));
  }
}
