package io.aiops.studio.host.rest;

import io.aiops.studio.host.Studio;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.plugin.Isolation;
import io.aiops.studio.host.plugin.PluginChange;
import io.aiops.studio.host.plugin.PluginService;
import io.aiops.studio.host.plugin.PluginView;
import io.aiops.studio.host.problem.NotFoundException;
import io.aiops.studio.host.trust.TrustService;
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
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The bundles that extend this studio. */
@Dependent
@Path("/plugins")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Plugins")
public class PluginResource {

  static final String JAR = "application/java-archive";

  /** All plugins. */
  public record Plugins(List<PluginView> items) {}

  /** All that active plugins offer. */
  public record Contributions(List<PluginView.Contribution> items) {}

  private final PluginService plugins;
  private final TrustService trust;

  @Inject
  public PluginResource(Studio studio) {
    this.plugins = studio.plugins();
    this.trust = studio.trust();
  }

  @GET
  @Operation(summary = "List plugins")
  @APIResponse(
      responseCode = "200",
      description = "As asked for",
      content = @Content(schema = @Schema(implementation = Plugins.class)))
  public Plugins list(@Context SecurityContext who) {
    return new Plugins(plugins.list(Callers.of(who)));
  }

  @POST
  @Consumes({JAR, "application/x-java-archive", "application/zip", "application/octet-stream"})
  @Operation(
      summary = "Install a plugin",
      description =
          "The body is the bundle's jar, at most 100 MiB, or a package with it, at most 128. It serves on this node when this answers,"
              + " without a restart, and on all others within seconds; another version, newer or"
              + " older, takes the place of the one that serves, and tasks that run end on the one"
              + " they began with. If it does not start within 5 s, or 20 s"
              + " in a process of its own, nothing is changed."
              + " One that wants what it was not granted is answered with 409 and the member"
              + " 'consent': plugin, version, wants, added, unused, token. Sent again with the token"
              + " as 'consent', it is granted what it wants. One that has other consequences, for"
              + " what is in use or for settings that are stored, is answered with 409 and the member"
              + " 'plan', whose token serves as 'consent' as well.")
  @RequestBody(
      content =
          @Content(mediaType = JAR, schema = @Schema(type = SchemaType.STRING, format = "binary")))
  @APIResponse(
      responseCode = "201",
      description = "Created",
      content = @Content(schema = @Schema(implementation = PluginView.class)))
  @APIResponse(
      responseCode = "409",
      description = "This very jar is installed; or somebody has to consent")
  @APIResponse(
      responseCode = "422",
      description =
          "No bundle, it needs what is not there, or its code may run in a separate process only")
  public Response install(
      @Context SecurityContext who,
      @QueryParam("name") @Nullable String name,
      @QueryParam("consent") @Nullable String consent,
      @Parameter(
              description =
                  "Where its code runs: TRUSTED, in the studio's process, or SEPARATE, in one of"
                      + " its own. If it is left out: where it runs now; a new one is trusted.",
              schema = @Schema(implementation = Isolation.class))
          @QueryParam("isolation")
          @Nullable String isolation,
      @HeaderParam(HttpHeaders.CONTENT_LENGTH) @Nullable String length,
      InputStream body) {
    PluginView installed =
        plugins.install(
            Callers.of(who),
            FileNames.checked(name == null ? "plugin.jar" : name),
            Bodies.bounded(body, ChangeBody.MAX_BYTES, length),
            consent,
            ChangeBody.isolation("isolation", isolation));
    return Response.status(Response.Status.CREATED).entity(installed).build();
  }

  @GET
  @Path("/{name}/trust")
  @Operation(
      summary = "Say what is known of a plugin",
      description =
          "What its signature is worth, its licence, bill of materials and provenance, what its code"
              + " would do, and whether it was revoked. Found out before it was let in; of what came"
              + " with the studio, when this is asked first.")
  @APIResponse(
      responseCode = "200",
      description = "As asked for",
      content = @Content(schema = @Schema(implementation = TrustService.Trust.class)))
  @APIResponse(responseCode = "404", description = "It is not installed")
  public TrustService.Trust trust(@Context SecurityContext who, @PathParam("name") String name) {
    return trust.of(Callers.of(who), name);
  }

  @GET
  @Path("/contributions")
  @Operation(
      summary = "List what plugins offer",
      description = "Agents, model providers and connectors with their JSON Schemas.")
  @APIResponse(
      responseCode = "200",
      description = "As asked for",
      content = @Content(schema = @Schema(implementation = Contributions.class)))
  public Contributions contributions(@Context SecurityContext who) {
    return new Contributions(plugins.contributions(Callers.of(who)));
  }

  @POST
  @Path("/{name}/isolation")
  @Operation(
      summary = "Say where a plugin's code runs",
      description =
          "TRUSTED, in the studio's process, or SEPARATE, in one of its own, in the version that is"
              + " installed: a change of the plugin set like any other. Tasks that run end where they"
              + " began. Code that is let into the studio's process may have to be trusted first:"
              + " 409 with 'consent', as when it is installed. If it does not start there, nothing is"
              + " changed.")
  @APIResponse(
      responseCode = "200",
      description = "As asked for",
      content = @Content(schema = @Schema(implementation = PluginView.class)))
  @APIResponse(responseCode = "404", description = "It is not installed")
  @APIResponse(
      responseCode = "409",
      description = "It runs there already; or somebody has to consent or to agree to a plan")
  @APIResponse(
      responseCode = "422",
      description = "Its code may run in a separate process only, or it does not start there")
  public PluginView isolate(
      @Context SecurityContext who,
      @PathParam("name") String name,
      @Parameter(required = true, schema = @Schema(implementation = Isolation.class))
          @QueryParam("level")
          @Nullable String level,
      @QueryParam("consent") @Nullable String consent) {
    return plugins.isolate(
        Callers.of(who),
        name,
        ChangeBody.level("level", Parameters.required("level", level)),
        consent);
  }

  @POST
  @Path("/{name}/enable")
  @Operation(
      summary = "Let a plugin serve",
      description =
          "A change of the plugin set like any other. One that serves stays as it is, one that did"
              + " not start is tried again.")
  @APIResponse(
      responseCode = "200",
      description = "As asked for",
      content = @Content(schema = @Schema(implementation = PluginView.class)))
  @APIResponse(responseCode = "404", description = "It is not installed")
  @APIResponse(
      responseCode = "409",
      description = "Something has to be agreed to: the answer has the member 'plan'")
  @APIResponse(responseCode = "422", description = "It does not start, or a name is taken")
  public PluginView enable(
      @Context SecurityContext who,
      @PathParam("name") String name,
      @QueryParam("token") @Nullable String token) {
    return token == null
        ? plugins.enable(Callers.of(who), name)
        : kept(Callers.of(who), PluginChange.enable(name), token, name);
  }

  @POST
  @Path("/{name}/disable")
  @Operation(
      summary = "Keep a plugin from serving",
      description =
          "A change of the plugin set like any other. One that is in use is disabled only with the"
              + " token of a plan, which the answer has as the member 'plan'.")
  @APIResponse(
      responseCode = "200",
      description = "As asked for",
      content = @Content(schema = @Schema(implementation = PluginView.class)))
  @APIResponse(responseCode = "404", description = "It is not installed")
  @APIResponse(responseCode = "409", description = "It is in use")
  public PluginView disable(
      @Context SecurityContext who,
      @PathParam("name") String name,
      @QueryParam("token") @Nullable String token) {
    return token == null
        ? plugins.disable(Callers.of(who), name)
        : kept(Callers.of(who), PluginChange.disable(name), token, name);
  }

  private PluginView kept(Caller caller, PluginChange change, String token, String name) {
    plugins.apply(caller, change, token);
    return plugins.list(caller).stream()
        .filter(plugin -> plugin.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new NotFoundException("plugin", name));
  }

  @DELETE
  @Path("/{name}")
  @Operation(
      summary = "Remove a plugin",
      description =
          "One that is in use is removed only with the token of a plan, which the answer has as the"
              + " member 'plan'.")
  @APIResponse(responseCode = "204", description = "Removed")
  @APIResponse(
      responseCode = "409",
      description = "It came with the studio: disable it; or it is in use")
  public void remove(
      @Context SecurityContext who,
      @PathParam("name") String name,
      @QueryParam("token") @Nullable String token) {
    if (token == null) {
      plugins.remove(Callers.of(who), name);
    } else {
      plugins.apply(Callers.of(who), PluginChange.remove(name), token);
    }
  }
}
