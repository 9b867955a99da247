package io.aiops.studio.host.rest;

import io.aiops.studio.host.Studio;
import io.aiops.studio.host.identity.IdentityService;
import io.aiops.studio.host.identity.IdentityViews.WorkspaceView;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
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

/** The workspaces of the one who asks. */
@Dependent
@Path("/workspaces")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "People")
public class WorkspaceResource {

  /** All workspaces of the person. */
  public record WorkspaceList(List<WorkspaceView> items) {}

  /** What the new one is called. */
  public record NewWorkspace(String name) {}

  private final IdentityService identity;

  @Inject
  public WorkspaceResource(Studio studio) {
    this.identity = studio.identity();
  }

  @GET
  @Operation(
      summary = "List one's workspaces",
      description = "'X-Studio-Workspace: <id>' on any request chooses one.")
  @APIResponse(
      responseCode = "200",
      description = "As asked for",
      content = @Content(schema = @Schema(implementation = WorkspaceList.class)))
  public WorkspaceList list(@Context SecurityContext who) {
    return new WorkspaceList(identity.workspaces(Callers.of(who)));
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Create a workspace", description = "One becomes its administrator.")
  @APIResponse(
      responseCode = "201",
      description = "Created",
      content = @Content(schema = @Schema(implementation = WorkspaceView.class)))
  public Response create(@Context SecurityContext who, NewWorkspace request) {
    WorkspaceView created = identity.createWorkspace(Callers.of(who), request.name());
    return Response.status(Response.Status.CREATED).entity(created).build();
  }
}
