package io.aiops.studio.host.plugin;

import io.aiops.studio.host.grant.Grants;
import io.aiops.studio.host.grant.Wants;
import io.aiops.studio.host.identity.Audit;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.identity.Permission;
import io.aiops.studio.host.plugin.Plan.Ask;
import io.aiops.studio.host.plugin.Plan.What;
import io.aiops.studio.host.plugin.PluginSet.Entry;
import io.aiops.studio.host.problem.ConflictException;
import java.io.InputStream;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is changed about the plugins, by people and by the studio itself. Each change makes a new
 * version of the set, and is written down with who made it.
 */
final class Changes {

  private static final Logger LOG = LoggerFactory.getLogger(Changes.class);

  private final PluginStore store;
  private final Planner planner;
  private final JarJudge judge;
  private final Grants grants;
  private final Serving serving;
  private final Swaps swaps;
  private final Audit audit;
  private final Clock clock;

  Changes(
      PluginStore store,
      Planner planner,
      JarJudge judge,
      Grants grants,
      Serving serving,
      Swaps swaps,
      Audit audit,
      Clock clock) {
    this.store = store;
    this.planner = planner;
    this.judge = judge;
    this.grants = grants;
    this.serving = serving;
    this.swaps = swaps;
    this.audit = audit;
    this.clock = clock;
  }

  Plan plan(Caller caller, PluginChange change) {
    return planner.draft(caller, change).plan();
  }

  /** As the plan showed it. */
  PluginSet apply(Caller caller, PluginChange change, String token) {
    Draft draft = planner.draft(caller, change);
    PlanToken.require(token, draft.plan());
    draft.requirePossible();
    return perform(caller, draft, true);
  }

  PluginView install(
      Caller caller,
      String fileName,
      InputStream in,
      @Nullable String consent,
      @Nullable Isolation isolation) {
    caller.require(Permission.ADMINISTER);
    PluginChange.Jar given = PluginChange.Jar.read(fileName, in, isolation);
    Draft draft = planner.draft(caller, PluginChange.install(given));
    draft.requirePossible();
    PluginJar jar = draft.jars().getFirst();
    if (!draft.plan().token().equals(consent)) {
      grants.require(
          jar.name(),
          jar.version().toString(),
          jar.sha256(),
          draft.wants().getOrDefault(jar.name(), Wants.NONE),
          consent);
      requireNothingElse(draft.plan(), Set.of(Ask.CONSENT));
    }
    return serving.view(perform(caller, draft, false).get(jar.name()));
  }

  private static void requireNothingElse(Plan plan, Set<Ask> agreed) {
    if (!agreed.containsAll(plan.asks())) {
      throw new PlanNeededException(plan);
    }
  }

  /**
   * @param asShown whether the set must still be the one that the plan was made for
   */
  private PluginSet perform(Caller caller, Draft draft, boolean asShown) {
    if (draft.plan().items().isEmpty()) {
      // Something was taken back from what is installed, and is given again.
      draft
          .wants()
          .forEach((plugin, wants) ->
              grants.granted(caller, plugin, grants.give(plugin, wants, caller.userName())));
      return store.current();
    }
    // It has it while it starts already; if it does not come about, nothing was written of that.
    Grants.Lent lent = grants.lend(draft.wants());
    try {
      PluginSet changed =
          swaps.change(
              caller.userName(),
              draft.why(),
              draft.bytes(),
              set -> next(caller, draft, set, asShown),
              () -> write(caller, draft));
      record(caller, draft, changed);
      return changed;
    } finally {
      lent.close();
    }
  }

  private List<Entry> next(Caller caller, Draft draft, PluginSet set, boolean asShown) {
    if (asShown && set.version() != draft.plan().set()) {
      throw PlanToken.stale("The plugins were changed meanwhile.");
    }
    List<Entry> next = draft.wanted().in(set, caller.userName(), clock.instant());
    if (next.equals(set.entries())) {
      throw PlanToken.stale("Somebody else did the same meanwhile.");
    }
    return next;
  }

  /** In the transaction that writes the set. */
  private void write(Caller caller, Draft draft) {
    draft.plan().items().stream()
        .filter(item -> item.what() == What.REMOVED)
        .forEach(item -> grants.forget(item.name()));
    draft.wants().forEach((plugin, wants) -> grants.give(plugin, wants, caller.userName()));
  }

  private void record(Caller caller, Draft draft, PluginSet changed) {
    draft
        .plan()
        .consents()
        .forEach(consent -> grants.granted(caller, consent.plugin(), consent.added()));
    if (draft.change().set() != null) {
      audit(
          caller,
          "plugin.rollback",
          "set " + draft.change().set(),
          changed,
          Map.of("why", draft.change().why()));
      return;
    }
    for (Plan.Item item : draft.plan().items()) {
      if (item.what() == What.REMOVED) {
        audit(caller, "plugin.remove", item.name(), changed, Map.of());
      } else {
        audit(
            caller,
            "plugin.install",
            item.name(),
            changed,
            Map.of(
                "version", String.valueOf(item.to()),
                "sha256", String.valueOf(item.sha256()),
                "file", draft.wanted().files().getOrDefault(item.name(), ""),
                "isolation", String.valueOf(item.isolation())));
      }
    }
  }

  /** Stops, on every node, what serves and must not any more. */
  void enforce() {
    for (Entry entry : store.current().enabled()) {
      judge
          .refusal(entry.name(), entry.version(), entry.sha256())
          .ifPresent(why -> stop(entry, why));
    }
  }

  private void stop(Entry entry, String why) {
    try {
      swaps.change(
          PluginSet.STUDIO,
          "Stopped " + entry.name() + " " + entry.version() + ": " + why,
          Map.of(),
          set -> set.with(stopped(set, entry)));
      LOG.warn("Plugin {} {} is stopped: {}", entry.name(), entry.version(), why);
    } catch (ConflictException e) {
      LOG.info("Plugin {} {}: {}", entry.name(), entry.version(), e.getMessage());
    }
  }

  private static Entry stopped(PluginSet set, Entry bad) {
    return set.find(bad.name())
        .filter(entry -> entry.same(bad))
        .map(entry -> entry.as(false, set.version() + 1, null))
        .orElseThrow(() -> new ConflictException("was changed or stopped elsewhere meanwhile."));
  }

  PluginView enable(Caller caller, String name) {
    caller.require(Permission.ADMINISTER);
    PluginView now = serving.view(store.current().get(name));
    if (now.state() == PluginView.State.ACTIVE) {
      return now;
    }
    PluginSet changed =
        swaps.change(
            caller.userName(),
            "Enabled " + name,
            Map.of(),
            set -> set.with(set.get(name).as(true, set.version() + 1, null)));
    audit(caller, "plugin.enable", name, changed, Map.of());
    return serving.view(changed.get(name));
  }

  PluginView disable(Caller caller, String name) {
    caller.require(Permission.ADMINISTER);
    PluginSet changed =
        swaps.change(
            caller.userName(),
            "Disabled " + name,
            Map.of(),
            set -> set.with(set.get(name).as(false, set.version() + 1, null)));
    audit(caller, "plugin.disable", name, changed, Map.of());
    return serving.view(changed.get(name));
  }

  void remove(Caller caller, String name) {
    withoutAsking(caller, PluginChange.remove(name));
  }

  PluginSet rollBack(Caller caller, long version, String why) {
    return withoutAsking(caller, PluginChange.goBack(version, why));
  }

  private PluginSet withoutAsking(Caller caller, PluginChange change) {
    Draft draft = planner.draft(caller, change);
    draft.requirePossible();
    requireNothingElse(draft.plan(), Set.of());
    return perform(caller, draft, false);
  }

  private void audit(
      Caller caller,
      String action,
      String subject,
      PluginSet changed,
      Map<String, @Nullable Object> details) {
    Map<String, @Nullable Object> all = new TreeMap<>(details);
    all.put("set", changed.version());
    audit.record(caller, action, subject, all);
  }
}
