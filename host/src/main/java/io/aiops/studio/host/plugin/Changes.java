package io.aiops.studio.host.plugin;

import io.aiops.studio.host.grant.Consent;
import io.aiops.studio.host.grant.ConsentNeededException;
import io.aiops.studio.host.grant.Grants;
import io.aiops.studio.host.identity.Audit;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.plugin.Plan.Ask;
import io.aiops.studio.host.plugin.Plan.What;
import io.aiops.studio.host.plugin.PluginSet.Entry;
import io.aiops.studio.host.problem.ConflictException;
import java.io.InputStream;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
  private final ChangeRecord written;
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
    this.written = new ChangeRecord(audit);
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
    return perform(caller, draft, true, () -> {});
  }

  PluginSet apply(Caller caller, PluginChange change, Set<String> agreed, Runnable also) {
    return perform(caller, agreed(caller, change, agreed), false, also);
  }

  PluginView install(
      Caller caller,
      String fileName,
      InputStream in,
      @Nullable String consent,
      @Nullable Isolation isolation) {
    caller.requireStudio();
    PluginChange.Jar given = PluginChange.Jar.read(fileName, in, isolation);
    Draft draft = agreed(caller, PluginChange.install(given), tokens(consent));
    String name = draft.jars().getFirst().name();
    return serving.view(perform(caller, draft, false, () -> {}).get(name));
  }

  PluginView isolate(Caller caller, String name, Isolation level, @Nullable String consent) {
    PluginChange change = PluginChange.isolate(name, level);
    return serving.view(apply(caller, change, tokens(consent), () -> {}).get(name));
  }

  private static Set<String> tokens(@Nullable String token) {
    return token == null ? Set.of() : Set.of(token);
  }

  /** Once all that its plan asks is agreed to, by its token or by that of each consent. */
  private Draft agreed(Caller caller, PluginChange change, Set<String> agreed) {
    Draft draft = planner.draft(caller, change);
    draft.requirePossible();
    Plan plan = draft.plan();
    if (!agreed.contains(plan.token())) {
      for (Consent consent : plan.consents()) {
        if (!agreed.contains(consent.token())) {
          throw new ConsentNeededException(consent);
        }
      }
      requireNothingElse(plan, Set.of(Ask.CONSENT));
    }
    return draft;
  }

  private static void requireNothingElse(Plan plan, Set<Ask> agreed) {
    if (!agreed.containsAll(plan.asks())) {
      throw new PlanNeededException(plan);
    }
  }

  /**
   * @param asShown whether the set must still be the one that the plan was made for
   * @param also what else is written with it, or not at all
   */
  private PluginSet perform(Caller caller, Draft draft, boolean asShown, Runnable also) {
    if (draft.plan().items().isEmpty()) {
      // Something was taken back from what is installed, and is given again.
      store.together(() -> {
        give(caller, draft);
        keep(draft);
        also.run();
      });
      draft.wants().keySet().forEach(grants::look);
      return store.current();
    }
    // It has it while it starts already; if it does not come about, nothing was written of that.
    Grants.Lent lent = grants.lend(draft.wants());
    try {
      return swaps.change(
          caller.userName(),
          draft.why(),
          draft.given(),
          set -> next(caller, draft, set, asShown),
          next -> {
            write(caller, draft, next);
            also.run();
          });
    } finally {
      lent.close();
    }
  }

  private List<Entry> next(Caller caller, Draft draft, PluginSet set, boolean asShown) {
    if (asShown && set.version() != draft.plan().set()) {
      throw PlanToken.stale("The plugins were changed meanwhile.");
    }
    for (Plan.Item item : draft.plan().items()) {
      if (draft.wanted().keep().containsKey(item.name())
          && !set.get(item.name()).sha256().equals(item.sha256())) {
        throw PlanToken.stale("'" + item.name() + "' was changed meanwhile.");
      }
    }
    List<Entry> next = draft.wanted().in(set, caller.userName(), clock.instant());
    if (next.equals(set.entries())) {
      throw PlanToken.stale("Somebody else did the same meanwhile.");
    }
    return next;
  }

  /** In the transaction that writes the set: what they may have, and who changed what. */
  private void write(Caller caller, Draft draft, PluginSet next) {
    draft.plan().items().stream()
        .filter(item -> item.what() == What.REMOVED)
        .forEach(item -> grants.forget(item.name()));
    give(caller, draft);
    keep(draft);
    written.made(caller, draft, next);
  }

  /** What came with the jars. */
  private void keep(Draft draft) {
    draft.change().jars().forEach(given -> judge.keep(given.fileName(), given.bytes()));
  }

  private void give(Caller caller, Draft draft) {
    draft.wants().forEach((plugin, wants) -> grants.give(plugin, wants, caller.userName()));
    draft
        .plan()
        .consents()
        .forEach(consent -> grants.granted(caller, consent.plugin(), consent.added()));
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
    caller.requireStudio();
    Entry entry = store.current().get(name);
    PluginView now = serving.view(entry);
    if (now.state() == PluginView.State.ACTIVE) {
      return now;
    }
    PluginSet changed =
        entry.enabled() ? again(caller, name) : withoutAsking(caller, PluginChange.enable(name));
    return serving.view(changed.get(name));
  }

  /** It did not start, and nothing about it is to be another: only a try. */
  private PluginSet again(Caller caller, String name) {
    return swaps.change(
        caller.userName(),
        "Enabled " + name,
        Map.of(),
        set -> set.with(set.get(name).as(true, set.version() + 1, null)),
        next -> written.enabled(caller, name, next));
  }

  PluginView disable(Caller caller, String name) {
    caller.requireStudio();
    Entry entry = store.current().get(name);
    return serving.view(
        entry.enabled() ? withoutAsking(caller, PluginChange.disable(name)).get(name) : entry);
  }

  void remove(Caller caller, String name) {
    withoutAsking(caller, PluginChange.remove(name));
  }

  PluginSet rollBack(Caller caller, long version, String why) {
    return withoutAsking(caller, PluginChange.goBack(version, why));
  }

  PluginSet rollBack(Caller caller, String plugin, long set, String why) {
    return withoutAsking(caller, PluginChange.goBack(plugin, set, why));
  }

  private PluginSet withoutAsking(Caller caller, PluginChange change) {
    Draft draft = planner.draft(caller, change);
    draft.requirePossible();
    requireNothingElse(draft.plan(), Set.of());
    return perform(caller, draft, false, () -> {});
  }
}
