package io.aiops.studio.marketplace.rest;

import io.aiops.studio.host.Studio;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.plugin.Isolation;
import io.aiops.studio.host.rest.Callers;
import io.aiops.studio.host.rest.Parameters;
import io.aiops.studio.host.rest.SseOutlet;
import io.aiops.studio.host.rest.StillHere;
import io.aiops.studio.marketplace.Marketplace;
import io.aiops.studio.marketplace.install.Installation;
import io.aiops.studio.marketplace.install.Installations;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
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
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Installing from the catalogs. */
@Dependent
@Path("/catalog/installations")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Catalog")
public class InstallationResource {

  /**
   * @param listing its id
   * @param version the newest that runs here, if it is left out
   * @param consent the token of what it may have or of its plan, if somebody was asked already
   * @param isolation where its code runs; if it is left out, where it runs now
   */
  public record Wanted(
      String listing,
      @Nullable String version,
      @Nullable String consent,
      @Nullable Isolation isolation) {}

  /**
   * @param token of the consent or the plan that the installation shows
   */
  public record Agreed(String token) {}

  /** The newest first. */
  public record Recent(List<Installation> items) {}

  private final Studio studio;
  private final Installations installations;

  @Inject
  public InstallationResource(Studio studio, Marketplace marketplace) {
    this.studio = studio;
    this.installations = marketplace.installations();
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Install a version from the catalogs",
      description =
          "Answers at once; how far it is says GET of the installation. The package goes through"
              + " what an uploaded one does: signature, code, revocations, consent, health check."
              + " Either all of it is done or nothing is changed. At most 4 run at the same time,"
              + " one of a listing.")
  @APIResponse(
      responseCode = "202",
      description = "It has begun",
      content = @Content(schema = @Schema(implementation = Installation.class)))
  @APIResponse(
      responseCode = "409",
      description = "It is being installed already, 4 are, or no version runs here")
  public Response start(@Context SecurityContext who, Wanted wanted) {
    Installation begun =
        installations.start(
            Callers.of(who),
            new Installations.Request(
                wanted.listing(), wanted.version(), wanted.consent(), wanted.isolation()));
    return Response.accepted(begun).build();
  }

  @GET
  @Operation(
      summary = "List installations from the catalogs",
      description = "Those that run and those that have ended; the last 500 are kept.")
  @APIResponse(
      responseCode = "200",
      description = "As asked for",
      content = @Content(schema = @Schema(implementation = Recent.class)))
  public Recent recent(
      @Context SecurityContext who,
      @Parameter(description = "1 to 100; else 20") @QueryParam("limit") @Nullable String limit) {
    return new Recent(
        installations.recent(Callers.of(who), Parameters.number("limit", limit, 20, 1, 100)));
  }

  @GET
  @Path("/{id}")
  @Operation(
      summary = "Say how far an installation is",
      description =
          "Stages: FETCHING ('done' bytes of 'total'), CHECKING, WANTS_CONSENT ('consent' says"
              + " what for), WANTS_AGREEMENT ('plan' says to what: something in use goes, or"
              + " settings would not fit; shown to who began it), RESOLVING,"
              + " STARTING, HEALTH_CHECK, TAKING_OVER (it is in the plugin set); at its end DONE,"
              + " REFUSED, CANCELLED or INTERRUPTED, with 'sentence'. INTERRUPTED: its server ended"
              + " before it was in the plugin set, and nothing was changed; found out at most 20 s"
              + " later. With"
              + " 'Accept: text/event-stream' it comes as events 'installation' whenever it changes;"
              + " 'end' is the last.")
  @APIResponse(
      responseCode = "200",
      description = "As asked for",
      content = {
        @Content(
            mediaType = MediaType.APPLICATION_JSON,
            schema = @Schema(implementation = Installation.class)),
        @Content(mediaType = MediaType.SERVER_SENT_EVENTS)
      })
  public Installation get(@Context SecurityContext who, @PathParam("id") String id) {
    return installations.get(Callers.of(who), Parameters.id("installation", id));
  }

  /** Whoever says nothing of what they accept gets it once. */
  @GET
  @Path("/{id}")
  @Produces(MediaType.SERVER_SENT_EVENTS + ";qs=0.5")
  @Operation(hidden = true)
  public void stream(
      @Context SecurityContext who,
      @PathParam("id") String id,
      @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization,
      @Context SseEventSink sink,
      @Context Sse sse) {
    Caller caller = Callers.of(who);
    InstallationStream.open(
        installations,
        caller,
        StillHere.of(studio, caller, authorization),
        Parameters.id("installation", id),
        new SseOutlet(sink, sse));
  }

  @POST
  @Path("/{id}/consent")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Agree to what an installation asks",
      description =
          "By whoever began it: that it may have what it wants (WANTS_CONSENT), or to what follows"
              + " from it (WANTS_AGREEMENT). It goes on within a moment, and may ask the other.")
  @APIResponse(
      responseCode = "200",
      description = "It goes on",
      content = @Content(schema = @Schema(implementation = Installation.class)))
  @APIResponse(
      responseCode = "409",
      description = "It asks nothing, or not for this token, or asks somebody else")
  public Installation consent(
      @Context SecurityContext who, @PathParam("id") String id, Agreed agreed) {
    return installations.consent(
        Callers.of(who), Parameters.id("installation", id), agreed.token());
  }

  @POST
  @Path("/{id}/cancel")
  @Operation(
      summary = "Cancel an installation",
      description = "While its package comes, or while it asks something.")
  @APIResponse(
      responseCode = "200",
      description = "It ends within a moment",
      content = @Content(schema = @Schema(implementation = Installation.class)))
  @APIResponse(responseCode = "409", description = "It is beyond that, or has ended")
  public Installation cancel(@Context SecurityContext who, @PathParam("id") String id) {
    return installations.cancel(Callers.of(who), Parameters.id("installation", id));
  }
}
