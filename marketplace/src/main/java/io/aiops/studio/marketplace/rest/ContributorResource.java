package io.aiops.studio.marketplace.rest;

import io.aiops.studio.host.Studio;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.identity.IdentityService;
import io.aiops.studio.host.identity.IdentityViews.Member;
import io.aiops.studio.host.problem.NotFoundException;
import io.aiops.studio.host.rest.Callers;
import io.aiops.studio.host.rest.Parameters;
import io.aiops.studio.marketplace.Marketplace;
import io.aiops.studio.marketplace.publishing.Contributor;
import io.aiops.studio.marketplace.publishing.Contributors;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
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
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Who submits versions for a publisher without being an administrator. */
@Dependent
@Path("/catalog/contributors")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Publishing")
public class ContributorResource {

  /** By namespace, then by name. */
  public record ContributorList(List<Contributor> items) {}

  private final IdentityService people;
  private final Contributors contributors;

  @Inject
  public ContributorResource(Studio studio, Marketplace marketplace) {
    this.people = studio.identity();
    this.contributors = marketplace.contributors();
  }

  @GET
  @Operation(summary = "List who submits for which publisher")
  @APIResponse(
      responseCode = "200",
      description = "As asked for",
      content = @Content(schema = @Schema(implementation = ContributorList.class)))
  public ContributorList list(@Context SecurityContext who) {
    return new ContributorList(contributors.list(Callers.of(who)));
  }

  @PUT
  @Path("/{namespace}/{user}")
  @Operation(
      summary = "Let a member of the first workspace submit for a publisher",
      description =
          "They submit and describe versions of that namespace, withdraw them, and see how often"
              + " they are fetched; deciding stays an administrator's. They need the right to build.")
  @APIResponse(
      responseCode = "200",
      description = "As it is now",
      content = @Content(schema = @Schema(implementation = Contributor.class)))
  @APIResponse(responseCode = "404", description = "They are no member of the first workspace")
  @APIResponse(responseCode = "409", description = "They may already")
  public Contributor add(
      @Context SecurityContext who,
      @PathParam("namespace") String namespace,
      @PathParam("user") String user) {
    Caller caller = Callers.of(who);
    caller.requireStudio();
    UUID id = Parameters.id("member", user);
    Member member =
        people.members(caller).stream()
            .filter(one -> one.userId().equals(id))
            .findFirst()
            .orElseThrow(() -> new NotFoundException("member", user));
    return contributors.add(caller, namespace, id, member.userName());
  }

  @DELETE
  @Path("/{namespace}/{user}")
  @Operation(summary = "Let somebody submit for a publisher no more")
  @APIResponse(responseCode = "204", description = "They may not any more")
  public void remove(
      @Context SecurityContext who,
      @PathParam("namespace") String namespace,
      @PathParam("user") String user) {
    contributors.remove(Callers.of(who), namespace, Parameters.id("member", user));
  }
}
