package io.aiops.studio.host;

import io.aiops.studio.host.connection.BuiltIn;
import io.aiops.studio.host.connection.Connections;
import io.aiops.studio.host.connection.PluginCatalog;
import io.aiops.studio.host.grant.Grants;
import io.aiops.studio.host.isolate.PluginProcesses;
import io.aiops.studio.host.node.Node;
import io.aiops.studio.host.node.NodeRole;
import io.aiops.studio.host.node.Nodes;
import io.aiops.studio.host.persistence.Database;
import io.aiops.studio.host.persistence.JdbiConnectionStore;
import io.aiops.studio.host.persistence.JdbiGrantStore;
import io.aiops.studio.host.persistence.JdbiIdentityStore;
import io.aiops.studio.host.persistence.JdbiNodeStore;
import io.aiops.studio.host.persistence.JdbiPluginStore;
import io.aiops.studio.host.persistence.JdbiRelianceStore;
import io.aiops.studio.host.persistence.JdbiWorkflowStore;
import io.aiops.studio.host.plugin.Plugins;
import io.aiops.studio.host.reliance.StoredReliance;
import io.aiops.studio.host.worker.ProviderProbe;
import java.util.UUID;

/** Plugins, the nodes that run them, and the connections that are configured for them. */
record PluginRoom(
    Plugins plugins, Grants grants, Nodes nodes, Connections connections, PluginCatalog catalog) {

  static PluginRoom open(Ground ground, TrustRoom trust) {
    StudioConfig config = ground.config();
    Database database = ground.database();
    Grants grants = new Grants(new JdbiGrantStore(database), ground.audit(), ground.clock());
    PluginProcesses processes =
        ground.keep(
            new PluginProcesses(ground.folder().path().resolve("separate"), config.separate()));
    Plugins plugins =
        ground.keep(
            Plugins.start(
                new JdbiPluginStore(database),
                PluginTrust.judge(trust.gate()),
                grants,
                processes,
                ground.folder().path().resolve("plugins"),
                config.plugins(),
                ground.audit(),
                ground.clock()));
    Nodes nodes =
        ground.keep(
            Nodes.join(
                new JdbiNodeStore(database),
                self(config, ground.folder().seat()),
                plugins::behind));
    nodes.tellPlugins(() -> PluginReport.standing(plugins));
    nodes.tellLogs(() -> PluginReport.logs(plugins));
    plugins.tell(nodes::beatSoon);
    ProviderProbe probe = ground.keep(new ProviderProbe(plugins.registry(), ground.clock()));
    JdbiConnectionStore store = new JdbiConnectionStore(database);
    Connections connections =
        new Connections(
            store,
            plugins.registry(),
            ground.secrets(),
            BuiltIn.from(config.environment(), Ground.folder(config.shared()).toString()),
            probe,
            ground.audit(),
            ground.clock());
    plugins.relying(
        new StoredReliance(
            new JdbiRelianceStore(database),
            new JdbiWorkflowStore(database),
            connections,
            new JdbiIdentityStore(database)));
    return new PluginRoom(
        plugins,
        grants,
        nodes,
        connections,
        new PluginCatalog(plugins.registry(), connections, store));
  }

  private static Nodes.Self self(StudioConfig config, UUID seat) {
    return new Nodes.Self(
        UUID.randomUUID(),
        seat,
        config.node(),
        config.roles(),
        config.brokerUrl() == null ? Node.Broker.EMBEDDED : Node.Broker.SHARED,
        config.roles().contains(NodeRole.WORKER) ? config.workers() : 0);
  }
}
