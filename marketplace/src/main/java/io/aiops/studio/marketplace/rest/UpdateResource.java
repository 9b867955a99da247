package io.aiops.studio.marketplace.rest;

import io.aiops.studio.host.Studio;
import io.aiops.studio.host.definition.WorkflowService;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.plugin.PluginService;
import io.aiops.studio.host.plugin.PluginView;
import io.aiops.studio.host.rest.Callers;
import io.aiops.studio.marketplace.Marketplace;
import io.aiops.studio.marketplace.catalog.Browsing;
import io.aiops.studio.marketplace.catalog.Update;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What the catalogs have newer than what is installed, and than what workflows were made from. */
@Dependent
@Path("/catalog/updates")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Catalog")
public class UpdateResource {

  /** Plugins by name, then templates by the workflow that was made from each. */
  public record Updates(List<Update> items) {}

  private final PluginService plugins;
  private final WorkflowService workflows;
  private final Browsing browsing;

  @Inject
  public UpdateResource(Studio studio, Marketplace marketplace) {
    this.plugins = studio.plugins();
    this.workflows = studio.workflows();
    this.browsing = marketplace.browsing();
  }

  @GET
  @Operation(
      summary = "List newer versions of installed plugins, and of templates",
      description =
          "Each with what it wants that the installed version does not. Of templates, those that"
              + " workflows of this workspace were made from: 'workflow' says which.")
  @APIResponse(
      responseCode = "200",
      description = "As asked for",
      content = @Content(schema = @Schema(implementation = Updates.class)))
  public Updates list(@Context SecurityContext who) {
    Caller caller = Callers.of(who);
    Map<String, String> installed =
        plugins.list(caller).stream()
            .collect(
                Collectors.toMap(PluginView::name, PluginView::version, (one, other) -> other));
    List<Update> all = new ArrayList<>(browsing.updates(caller, installed));
    all.addAll(browsing.templateUpdates(caller, workflows.origins(caller)));
    return new Updates(all);
  }
}
