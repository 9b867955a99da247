package io.aiops.studio.host.rest;

import io.aiops.studio.host.Studio;
import io.aiops.studio.host.identity.IdentityService;
import io.aiops.studio.host.identity.IdentityViews.Member;
import io.aiops.studio.host.identity.Role;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Who belongs to the workspace. */
@Dependent
@Path("/members")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "People")
public class MemberResource {

  /** All members. */
  public record MemberList(List<Member> items) {}

  /**
   * @param displayName null: the user name
   * @param password for somebody new; leave it out for a person who exists already
   */
  public record NewMember(
      String userName, @Nullable String displayName, Role role, @Nullable String password) {
    @Override
    public String toString() {
      return "NewMember[" + userName + ", password withheld]";
    }
  }

  /** The role a member shall have from now on. */
  public record RoleChange(Role role) {}

  private final IdentityService identity;

  @Inject
  public MemberResource(Studio studio) {
    this.identity = studio.identity();
  }

  @GET
  @Operation(summary = "List members")
  @APIResponse(
      responseCode = "200",
      description = "As asked for",
      content = @Content(schema = @Schema(implementation = MemberList.class)))
  public MemberList list(@Context SecurityContext who) {
    return new MemberList(identity.members(Callers.of(who)));
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Add a member", description = "Somebody new, or a person who exists.")
  @APIResponse(
      responseCode = "201",
      description = "Created",
      content = @Content(schema = @Schema(implementation = Member.class)))
  @APIResponse(responseCode = "409", description = "They belong to the workspace already")
  public Response add(@Context SecurityContext who, NewMember request) {
    String displayName = request.displayName();
    Member member =
        identity.addMember(
            Callers.of(who),
            request.userName(),
            displayName == null ? "" : displayName,
            request.role(),
            request.password());
    return Response.status(Response.Status.CREATED).entity(member).build();
  }

  @PUT
  @Path("/{id}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Change a member's role", description = "Holds from the next request.")
  @APIResponse(
      responseCode = "200",
      description = "As asked for",
      content = @Content(schema = @Schema(implementation = Member.class)))
  @APIResponse(responseCode = "409", description = "They are the last administrator")
  public Member changeRole(
      @Context SecurityContext who, @PathParam("id") String id, RoleChange change) {
    return identity.changeRole(Callers.of(who), Parameters.id("member", id), change.role());
  }

  @DELETE
  @Path("/{id}")
  @Operation(summary = "Remove a member", description = "Their tokens here go with them.")
  @APIResponse(responseCode = "204", description = "Removed")
  @APIResponse(responseCode = "409", description = "They are the last administrator")
  public void remove(@Context SecurityContext who, @PathParam("id") String id) {
    identity.removeMember(Callers.of(who), Parameters.id("member", id));
  }
}
