package io.aiops.studio.host.reliance;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.aiops.studio.host.connection.Connection;
import io.aiops.studio.host.connection.ConnectionStore.Stored;
import io.aiops.studio.host.connection.Connections;
import io.aiops.studio.host.definition.OpenCheck;
import io.aiops.studio.host.definition.Step;
import io.aiops.studio.host.definition.Workflow;
import io.aiops.studio.host.definition.WorkflowReader;
import io.aiops.studio.host.definition.WorkflowStore;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.identity.IdentityStore;
import io.aiops.studio.host.plugin.Affected;
import io.aiops.studio.host.plugin.Affected.ConnectionUse;
import io.aiops.studio.host.plugin.Affected.Counts;
import io.aiops.studio.host.plugin.Affected.InWorkspace;
import io.aiops.studio.host.plugin.Affected.StepUse;
import io.aiops.studio.host.plugin.Affected.Trouble;
import io.aiops.studio.host.plugin.PluginView.Kind;
import io.aiops.studio.host.plugin.Reliance;
import io.aiops.studio.host.problem.Problem;
import io.aiops.studio.host.reliance.RelianceStore.Definition;
import io.aiops.studio.host.reliance.RelianceStore.InFlight;
import io.aiops.studio.host.reliance.RelianceStore.Owned;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads what relies on plugins from what is stored, all workspaces within bounds. */
public final class StoredReliance implements Reliance {

  private static final int PAGE = 200;

  /** So many workflows are looked at, and so many versions that run. */
  private static final int MOST = 20_000;

  private static final String UNSAID = "what the new version's settings schema says of it";

  /** So many versions of workflows are kept as they were read: none is ever changed. */
  private static final int KEPT = 500;

  private final RelianceStore store;
  private final WorkflowStore workflows;
  private final Connections connections;
  private final IdentityStore people;
  private final Cache<Key, Optional<Workflow>> read =
      Caffeine.newBuilder().maximumSize(KEPT).executor(Runnable::run).build();

  public StoredReliance(
      RelianceStore store, WorkflowStore workflows, Connections connections, IdentityStore people) {
    this.store = store;
    this.workflows = workflows;
    this.connections = connections;
    this.people = people;
  }

  @Override
  public Affected affected(Caller caller, List<Touched> touched) {
    if (touched.stream().allMatch(one -> one.kind() == Kind.OBSERVER)) {
      return Affected.NOTHING;
    }
    Look look = new Look(touched);
    look.connections();
    look.workflows();
    look.inFlight();
    return look.shown(caller);
  }

  private record Key(UUID workflowId, int version) {}

  /** One look through everything. */
  private final class Look {
    private final List<Touched> touched;
    private final Touching touching;
    private final Set<String> names = new TreeSet<>();
    private final Map<UUID, Tally> tallies = new HashMap<>();
    private final Map<Key, List<StepUse>> known = new HashMap<>();
    private boolean complete = true;

    Look(List<Touched> touched) {
      this.touched = touched;
      this.touching = new Touching(touched, connections);
      touched.forEach(one -> names.add(one.name()));
    }

    private Tally tally(UUID workspaceId) {
      return tallies.computeIfAbsent(workspaceId, id -> new Tally());
    }

    void connections() {
      for (Owned owned : store.connections(touched.stream().map(Touched::name).toList())) {
        Stored stored = owned.connection();
        Touched one = touching.of(kind(stored), stored.provider());
        if (one != null) {
          names.add(stored.name());
          Tally tally = tally(owned.workspaceId());
          tally.connection(
              new ConnectionUse(
                  stored.name(),
                  stored.kind().name().toLowerCase(Locale.ROOT),
                  stored.provider(),
                  one.gone()));
          if (!one.gone()) {
            Connections.Examined examined = connections.examine(stored, one.settingsSchema());
            examined
                .problems()
                .forEach(problem ->
                    tally.trouble(
                        trouble(
                            "connection " + stored.name(),
                            "",
                            examined.masked(),
                            problem,
                            one.settingsSchema())));
          }
        }
      }
    }

    /** A step that names no model may call any: then all texts are read. */
    void workflows() {
      Set<String> naming = touching.any(Kind.MODEL) ? null : names;
      UUID after = null;
      for (int seen = 0; seen < MOST; seen += PAGE) {
        List<Definition> page = store.newest(naming, after, PAGE);
        page.forEach(this::workflow);
        if (page.size() < PAGE) {
          return;
        }
        after = page.getLast().workflowId();
      }
      complete = false;
    }

    private void workflow(Definition definition) {
      Key key = new Key(definition.workflowId(), definition.version());
      Workflow workflow =
          read.get(key, unread -> WorkflowReader.read(definition.text()).workflow()).orElse(null);
      List<StepUse> uses =
          workflow == null
              ? List.of()
              : uses(definition.workspaceId(), definition.name(), workflow, true);
      known.put(key, uses);
      if (!uses.isEmpty()) {
        tally(definition.workspaceId()).workflow(uses);
      }
    }

    private List<StepUse> uses(
        UUID workspaceId, String name, Workflow workflow, boolean alsoTroubles) {
      List<StepUse> uses = new ArrayList<>();
      StepWalk.of(
          workflow,
          (path, work) -> {
            touching.uses(workspaceId, work).stream()
                .filter(use -> !keeps(workflow, use.touched()))
                .forEach(use -> {
                  uses.add(new StepUse(name, path, use.words(), use.touched().gone()));
                  if (alsoTroubles
                      && !use.touched().gone()
                      && use.touched().kind() == Kind.AGENT
                      && work instanceof Step.AgentWork agent) {
                    troubles(
                        workspaceId, "workflow " + name + ", step " + path, agent, use.touched());
                  }
                });
          });
      return uses;
    }

    /** Its executions stay with the version they have, as long as somebody offers the name. */
    private static boolean keeps(Workflow workflow, Touched one) {
      return !one.gone() && workflow.plugins().containsKey(one.plugin());
    }

    private void troubles(UUID workspaceId, String place, Step.AgentWork agent, Touched one) {
      Tally tally = tally(workspaceId);
      for (Problem problem : OpenCheck.check(one.settingsSchema(), agent.settings())) {
        tally.trouble(trouble(place, "settings.", agent.settings(), problem, one.settingsSchema()));
      }
      for (Problem problem : OpenCheck.check(one.inputSchema(), agent.input())) {
        tally.trouble(trouble(place, "input.", agent.input(), problem, one.inputSchema()));
      }
    }

    void inFlight() {
      List<InFlight> all = store.inFlight(MOST);
      complete &= all.size() < MOST;
      for (InFlight one : all) {
        List<StepUse> uses =
            known.computeIfAbsent(
                new Key(one.workflowId(), one.version()), key -> usesOf(key, one));
        if (!uses.isEmpty()) {
          tally(one.workspaceId())
              .executions(one.executions(), uses.stream().anyMatch(StepUse::lost));
        }
      }
    }

    private List<StepUse> usesOf(Key key, InFlight one) {
      return read.get(
              key,
              unread ->
                  workflows
                      .find(one.workspaceId(), one.workflowId(), one.version())
                      .flatMap(version -> WorkflowReader.read(version.text()).workflow()))
          .map(workflow -> uses(one.workspaceId(), workflow.name(), workflow, false))
          .orElse(List.of());
    }

    Affected shown(Caller caller) {
      List<InWorkspace> own = new ArrayList<>();
      people
          .workspaces(caller.userId())
          .forEach(workspace -> {
            Tally tally = tallies.remove(workspace.id());
            if (tally != null) {
              own.add(tally.named(workspace.id(), workspace.name()));
            }
          });
      own.sort(Comparator.comparing(InWorkspace::name));
      Counts others =
          tallies.values().stream().map(Tally::counts).reduce(Counts.NONE, Counts::plus);
      return new Affected(own, new Affected.Elsewhere(tallies.size(), others), complete);
    }
  }

  private static Trouble trouble(
      String place,
      String prefix,
      Map<String, @Nullable Object> settings,
      Problem problem,
      Map<String, @Nullable Object> schema) {
    String found = Shape.at(settings, problem.path(), schema, Connections.MASK);
    return new Trouble(
        place,
        prefix + problem.path(),
        found,
        found.equals(Shape.SECRET) ? UNSAID : problem.message());
  }

  private static Kind kind(Stored stored) {
    return stored.kind() == Connection.Kind.MODEL ? Kind.MODEL : Kind.CONNECTOR;
  }
}
