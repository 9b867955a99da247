package io.aiops.studio.ui.layout;

import io.aiops.studio.host.Studio;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.plugin.PluginView;
import io.aiops.studio.marketplace.Marketplace;
import io.aiops.studio.marketplace.catalog.Update;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What of the installed plugins, and of the templates that workflows were made from, the catalogs
 * have newer versions of. May ask other servers.
 */
public final class Updates {

  private Updates() {}

  public static List<Update> available(Studio studio, Marketplace marketplace, Caller caller) {
    List<Update> all =
        new ArrayList<>(marketplace.browsing().updates(caller, installed(studio, caller)));
    all.addAll(marketplace.browsing().templateUpdates(caller, studio.workflows().origins(caller)));
    return all;
  }

  /** The version of each, by its name. */
  public static Map<String, String> installed(Studio studio, Caller caller) {
    return studio.plugins().list(caller).stream()
        .collect(Collectors.toMap(PluginView::name, PluginView::version, (one, other) -> other));
  }
}
