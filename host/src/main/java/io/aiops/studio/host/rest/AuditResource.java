package io.aiops.studio.host.rest;

import io.aiops.studio.host.Studio;
import io.aiops.studio.host.identity.IdentityService;
import io.aiops.studio.host.identity.IdentityViews.AuditPage;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Who did what in the workspace. */
@Dependent
@Path("/audit")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Audit")
public class AuditResource {

  private final IdentityService identity;

  @Inject
  public AuditResource(Studio studio) {
    this.identity = studio.identity();
  }

  @GET
  @Operation(
      summary = "Read the audit record",
      description =
          "For administrators. Newest first; give a page's 'next' as 'before' for the page after"
              + " it. Nothing in it is ever changed or deleted.")
  @APIResponse(
      responseCode = "200",
      description = "As asked for",
      content = @Content(schema = @Schema(implementation = AuditPage.class)))
  public AuditPage page(
      @Context SecurityContext who,
      @QueryParam("before") @Nullable String before,
      @QueryParam("limit") @Nullable String limit) {
    return identity.audit(
        Callers.of(who),
        before == null ? null : Parameters.number("before", before, 0L, 1, Long.MAX_VALUE),
        Parameters.number("limit", limit, 100, 1, 500));
  }
}
