package io.aiops.studio.ui.plugin;

import com.vaadin.flow.component.html.Div;
import io.aiops.studio.host.Studio;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.identity.Permission;
import io.aiops.studio.host.node.NodeLog;
import io.aiops.studio.host.node.NodePlugins;
import io.aiops.studio.host.problem.UnavailableException;
import io.aiops.studio.ui.access.Session;
import io.aiops.studio.ui.live.Live;
import java.util.List;
import java.util.Optional;

/** How a plugin does on each node and what it writes, read anew each second. */
final class PluginAtWork extends Div implements Live.Show<PluginAtWork.Read> {

  private static final long serialVersionUID = 1L;

  private final transient Studio studio;
  private final String plugin;
  private final OnNodes nodes;
  private final PluginLogList log = new PluginLogList();

  /** What was read; empty if the database does not answer: what is shown stays then. */
  record Read(Optional<List<NodePlugins.At>> nodes, List<NodeLog.At> log) {}

  PluginAtWork(Studio studio, String plugin) {
    this.studio = studio;
    this.plugin = plugin;
    nodes = new OnNodes(plugin);
    addClassName("studio-parts");
    add(nodes);
    if (Session.caller().may(Permission.ADMINISTER)) {
      add(log);
    }
    Live.on(this, studio, (feed, caller, watcher) -> () -> {}, this);
  }

  @Override
  public Read read(Caller caller) {
    try {
      return new Read(
          Optional.of(studio.nodes().plugins(caller)),
          caller.may(Permission.ADMINISTER) ? studio.nodes().log(caller, plugin) : List.of());
    } catch (UnavailableException away) {
      return new Read(Optional.empty(), List.of());
    }
  }

  @Override
  public boolean show(Read read) {
    read.nodes()
        .ifPresent(now -> {
          nodes.show(now);
          log.show(read.log());
        });
    return true;
  }
}
