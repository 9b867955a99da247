package io.aiops.studio.host.connection;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import io.aiops.studio.host.batch.Gathered;
import io.aiops.studio.host.connection.ConnectionStore.Stored;
import io.aiops.studio.host.definition.SchemaCheck;
import io.aiops.studio.host.identity.Audit;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.identity.Permission;
import io.aiops.studio.host.plugin.PluginRegistry;
import io.aiops.studio.host.plugin.PluginView.Contribution;
import io.aiops.studio.host.plugin.PluginView.Kind;
import io.aiops.studio.host.problem.InvalidException;
import io.aiops.studio.host.problem.NotFoundException;
import io.aiops.studio.host.problem.Problem;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The connections of each workspace, and what references in workflows mean. */
public final class Connections implements ConnectionService, ConnectionResolver {

  /** What people see instead of a secret. */
  public static final String MASK = SecretSettings.MASK;

  private static final int MOST_WORKSPACES = 64;
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");

  private final ConnectionStore store;
  private final PluginRegistry plugins;
  private final SecretSettings secrets;
  private final BuiltIn builtIn;
  private final ModelProviders models;
  private final Audit audit;
  private final Clock clock;

  /** Many agents that begin at the same time ask for the same. */
  private final Gathered<UUID, Map<String, Resolved>> opened =
      new Gathered<>(MOST_WORKSPACES, this::opened);

  private final NoArgGenerator ids = Generators.timeBasedEpochRandomGenerator();

  public Connections(
      ConnectionStore store,
      PluginRegistry plugins,
      Secrets secrets,
      BuiltIn builtIn,
      ModelProbe probe,
      Audit audit,
      Clock clock) {
    this.store = store;
    this.plugins = plugins;
    this.secrets = new SecretSettings(secrets);
    this.builtIn = builtIn;
    this.audit = audit;
    this.clock = clock;
    this.models = new ModelProviders(plugins, builtIn, probe);
  }

  @Override
  public List<Connection> list(Caller caller) {
    caller.require(Permission.VIEW);
    return store.list(caller.workspaceId()).stream().map(Connections::view).toList();
  }

  private static Connection view(Stored stored) {
    return new Connection(
        stored.id(),
        stored.name(),
        stored.kind(),
        stored.provider(),
        SecretSettings.mask(stored.settings()),
        stored.calls(),
        stored.changedAt(),
        stored.changedBy());
  }

  @Override
  public Connection save(
      Caller caller,
      Connection.Kind kind,
      String name,
      String provider,
      Map<String, @Nullable Object> settings,
      @Nullable Integer calls) {
    caller.require(Permission.ADMINISTER);
    if (!NAME.matcher(name).matches()) {
      throw new InvalidException(
          "name", "is '" + name + "'; expected 1 to 64 lower case letters, digits and '-'");
    }
    checkCalls(calls);
    Contribution contribution =
        contribution(kind, provider)
            .orElseThrow(() ->
                new InvalidException(
                    "provider",
                    "is '"
                        + provider
                        + "', which no active plugin offers; there are "
                        + names(kind)));
    Optional<Stored> before = store.find(caller.workspaceId(), kind, name);
    UUID id = before.map(Stored::id).orElseGet(ids::generate);
    Map<String, @Nullable Object> sealed =
        secrets.seal(
            id,
            contribution.settingsSchema(),
            settings,
            before
                .filter(stored -> stored.provider().equals(provider))
                .map(Stored::settings)
                .orElse(Map.of()));
    // Checked open: a mask that stands for a kept secret must count as that secret.
    List<Problem> problems =
        SchemaCheck.check(contribution.settingsSchema(), secrets.open(id, sealed));
    if (!problems.isEmpty()) {
      throw new InvalidException(
          problems.stream().map(p -> new Problem("settings." + p.path(), p.message())).toList());
    }
    Stored stored =
        new Stored(id, kind, name, provider, sealed, calls, clock.instant(), caller.userName());
    store.save(caller.workspaceId(), stored);
    audit.record(
        caller,
        "connection.save",
        name,
        calls == null
            ? Map.of("kind", kind.name(), "provider", provider)
            : Map.of("kind", kind.name(), "provider", provider, "calls", calls));
    return view(stored);
  }

  @Override
  public Connection bound(
      Caller caller, Connection.Kind kind, String name, @Nullable Integer calls) {
    caller.require(Permission.ADMINISTER);
    checkCalls(calls);
    Stored stored =
        store
            .bound(caller.workspaceId(), kind, name, calls, clock.instant(), caller.userName())
            .orElseThrow(() -> new NotFoundException("connection", name));
    Map<String, @Nullable Object> details = new LinkedHashMap<>();
    details.put("kind", kind.name());
    details.put("calls", calls);
    audit.record(caller, "connection.limit", name, details);
    return view(stored);
  }

  private static void checkCalls(@Nullable Integer calls) {
    if (calls != null && (calls < 1 || calls > MOST_CALLS)) {
      throw new InvalidException(
          "calls", "is " + calls + "; expected 1 to " + MOST_CALLS + ", or null for any number");
    }
  }

  /**
   * How a connection would stand with another settings schema.
   *
   * @param masked its settings, with {@link #MASK} for secrets
   * @param problems what would not fit
   */
  public record Examined(Map<String, @Nullable Object> masked, List<Problem> problems) {}

  /** Whether its settings, secrets and all, would fit. */
  public Examined examine(Stored stored, Map<String, @Nullable Object> schema) {
    return new Examined(
        SecretSettings.mask(stored.settings()), SchemaCheck.check(schema, open(stored)));
  }

  @Override
  public void remove(Caller caller, Connection.Kind kind, String name) {
    caller.require(Permission.ADMINISTER);
    if (!store.remove(caller.workspaceId(), kind, name)) {
      throw new NotFoundException("connection", name);
    }
    audit.record(caller, "connection.remove", name, Map.of("kind", kind.name()));
  }

  @Override
  public List<ModelProviderView> modelProviders(Caller caller) {
    caller.require(Permission.VIEW);
    return models.views(modelConnections(caller.workspaceId()));
  }

  @Override
  public Optional<Resolved> tool(UUID workspaceId, String reference) {
    int slash = reference.indexOf('/');
    if (slash < 1) {
      return Optional.empty();
    }
    String name = reference.substring(0, slash);
    String tool = reference.substring(slash + 1);
    return store
        .find(workspaceId, Connection.Kind.CONNECTOR, name)
        .map(stored -> new Resolved(stored.provider(), tool, open(stored), bounded(stored)))
        .or(() ->
            contribution(Connection.Kind.CONNECTOR, name)
                .filter(c -> usableWith(c, builtIn.connector(name)))
                .map(c -> new Resolved(name, tool, builtIn.connector(name))));
  }

  @Override
  public Optional<Resolved> model(UUID workspaceId, String reference) {
    return models.resolve(reference, opened.ask(workspaceId).orElseThrow());
  }

  private Map<UUID, Map<String, Resolved>> opened(Set<UUID> workspaces) {
    return workspaces.stream()
        .collect(Collectors.toMap(Function.identity(), this::modelConnections));
  }

  /** The model connections of a workspace, opened, by name. */
  private Map<String, Resolved> modelConnections(UUID workspaceId) {
    Map<String, Resolved> found = new LinkedHashMap<>();
    for (Stored stored : store.list(workspaceId)) {
      if (stored.kind() == Connection.Kind.MODEL) {
        found.put(
            stored.name(), new Resolved(stored.provider(), "", open(stored), bounded(stored)));
      }
    }
    return found;
  }

  private static @Nullable Bounded bounded(Stored stored) {
    return stored.calls() == null ? null : new Bounded(stored.id(), stored.name());
  }

  private Map<String, @Nullable Object> open(Stored stored) {
    return secrets.open(stored.id(), stored.settings());
  }

  private static boolean usableWith(
      Contribution contribution, Map<String, @Nullable Object> settings) {
    return SchemaCheck.check(contribution.settingsSchema(), settings).isEmpty();
  }

  private Optional<Contribution> contribution(Connection.Kind kind, String name) {
    return plugins.contributions().stream()
        .filter(c -> c.kind() == pluginKind(kind) && c.name().equals(name))
        .findFirst();
  }

  private List<String> names(Connection.Kind kind) {
    return plugins.contributions().stream()
        .filter(c -> c.kind() == pluginKind(kind))
        .map(Contribution::name)
        .sorted()
        .toList();
  }

  private static Kind pluginKind(Connection.Kind kind) {
    return kind == Connection.Kind.MODEL ? Kind.MODEL : Kind.CONNECTOR;
  }
}
