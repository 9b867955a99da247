package io.aiops.studio.host.rest;

import io.aiops.studio.host.Studio;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.identity.IdentityService;
import io.aiops.studio.host.identity.IdentityViews.WorkspaceView;
import io.aiops.studio.host.identity.Permission;
import io.aiops.studio.host.identity.Role;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The one who asks. */
@Dependent
@Path("/me")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "People")
public class MeResource {

  /**
   * @param workspaceId where this request is answered
   * @param permissions what this token or session may do there
   * @param workspaces all that the person belongs to
   */
  public record Me(
      UUID userId,
      String userName,
      UUID workspaceId,
      Role role,
      List<Permission> permissions,
      List<WorkspaceView> workspaces) {}

  /** The old password shows that it is the person who asks. */
  public record PasswordChange(String oldPassword, String newPassword) {
    @Override
    public String toString() {
      return "PasswordChange[withheld]";
    }
  }

  private final IdentityService identity;

  @Inject
  public MeResource(Studio studio) {
    this.identity = studio.identity();
  }

  @GET
  @Operation(summary = "Show who asks, where, and what they may do")
  @APIResponse(
      responseCode = "200",
      description = "As asked for",
      content = @Content(schema = @Schema(implementation = Me.class)))
  public Me me(@Context SecurityContext who) {
    Caller caller = Callers.of(who);
    return new Me(
        caller.userId(),
        caller.userName(),
        caller.workspaceId(),
        caller.role(),
        Arrays.stream(Permission.values()).filter(caller::may).toList(),
        identity.workspaces(caller));
  }

  @PUT
  @Path("/password")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Change one's password",
      description = "Ends the person's other browser sessions; tokens stay.")
  @APIResponse(responseCode = "204", description = "Changed")
  @APIResponse(responseCode = "422", description = "The old one is wrong or the new one weak")
  public void changePassword(
      @Context SecurityContext who, @Context HttpServletRequest request, PasswordChange change) {
    Caller next =
        identity.changePassword(Callers.of(who), change.oldPassword(), change.newPassword());
    SessionCaller.replace(request, next);
  }
}
