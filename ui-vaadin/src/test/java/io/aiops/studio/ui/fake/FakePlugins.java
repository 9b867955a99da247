package io.aiops.studio.ui.fake;

import io.aiops.studio.host.grant.ConsentNeededException;
import io.aiops.studio.host.grant.Grants;
import io.aiops.studio.host.grant.Wants;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.json.Json;
import io.aiops.studio.host.plugin.Affected;
import io.aiops.studio.host.plugin.Isolation;
import io.aiops.studio.host.plugin.KeptVersion;
import io.aiops.studio.host.plugin.Plan;
import io.aiops.studio.host.plugin.PlanNeededException;
import io.aiops.studio.host.plugin.PluginChange;
import io.aiops.studio.host.plugin.PluginService;
import io.aiops.studio.host.plugin.PluginSet;
import io.aiops.studio.host.plugin.PluginView;
import io.aiops.studio.host.plugin.PluginView.Contribution;
import io.aiops.studio.host.plugin.PluginView.Kind;
import io.aiops.studio.host.plugin.PluginView.State;
import io.aiops.studio.host.plugin.PluginView.ToolView;
import io.aiops.studio.host.problem.InvalidException;
import io.aiops.studio.host.problem.Patience;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * A shipped connector with settings and an uploaded agent. A bundle to install is a text: {@code
 * name version wants}; a name that ends in {@code .broken} does not start, one that ends in {@code
 * .slow} not before {@link #slow} is released.
 */
public final class FakePlugins implements PluginService {

  public final List<PluginView> plugins = new CopyOnWriteArrayList<>();
  public final Grants grants =
      new Grants(new FakeGrants(), (caller, action, subject, details) -> {}, Clock.systemUTC());
  public final List<PluginSet.Made> sets = new ArrayList<>();

  public FakePlugins() {
    plugins.add(plugin("io.aiops.http", "HTTP", true, State.ACTIVE, List.of(connector())));
    sets.add(new PluginSet.Made(2, Instant.now(), "ada", "Installed Greeter"));
    sets.add(new PluginSet.Made(1, Instant.now(), "studio", "Came with the studio"));
    plugins.add(plugin("com.example.greeter", "Greeter", false, State.ACTIVE, List.of()));
  }

  static Contribution connector() {
    return new Contribution(
        Kind.CONNECTOR,
        "http",
        "HTTP",
        "Calls web pages",
        Map.of(),
        Json.parseMap(
            """
            {"type":"object","required":["token"],"properties":{
              "url":{"type":"string","title":"Address"},
              "token":{"type":"string","title":"Token","writeOnly":true}}}
            """),
        List.of(new ToolView("get", "Get", "Fetches", Map.of(), "READ")));
  }

  public static PluginView plugin(
      String name, String title, boolean shipped, State state, List<Contribution> contributions) {
    return plugin(name, "1.0.0", title, shipped, state, contributions, Isolation.TRUSTED);
  }

  static PluginView plugin(
      String name,
      String version,
      String title,
      boolean shipped,
      State state,
      List<Contribution> contributions,
      Isolation isolation) {
    return new PluginView(
        name,
        version,
        title,
        title + " for tests",
        state,
        state == State.FAILED ? "It needs the package org.missing." : null,
        shipped,
        "00",
        Instant.now(),
        "ada",
        contributions,
        isolation);
  }

  @Override
  public List<PluginView> list(Caller caller) {
    return List.copyOf(plugins);
  }

  /** Whether the last installation was asked for by somebody whose page waits for it. */
  public volatile boolean installedWithPatience;

  /** What a slow one waits for. */
  public final Semaphore slow = new Semaphore(0);

  /** How many steps and connections need what goes. */
  public int inUse;

  @Override
  public Plan plan(Caller caller, PluginChange change) {
    Affected.Counts counts = new Affected.Counts(inUse, inUse, 0, inUse, 0, 0, 0);
    return new Plan(
        1,
        "1-a-b",
        true,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        new Affected(List.of(), new Affected.Elsewhere(inUse > 0 ? 1 : 0, counts), true),
        inUse > 0 ? List.of(Plan.Ask.IN_USE) : List.of());
  }

  @Override
  public PluginSet apply(Caller caller, PluginChange change, String token) {
    change.remove().forEach(name -> remove(caller, name));
    for (PluginChange.Kept kept : change.keep()) {
      if (Boolean.TRUE.equals(kept.enabled())) {
        enable(caller, kept.plugin());
      } else if (Boolean.FALSE.equals(kept.enabled())) {
        disable(caller, kept.plugin());
      }
    }
    Long back = change.set();
    if (back != null && change.only() != null) {
      return rollBack(caller, change.only(), back, change.why());
    }
    return back == null ? set(caller, sets.size()) : rollBack(caller, back, change.why());
  }

  @Override
  public PluginSet apply(Caller caller, PluginChange change, Set<String> agreed, Runnable also) {
    String token = agreed.stream().findFirst().orElse(null);
    for (PluginChange.Jar jar : change.jars()) {
      install(
          caller, jar.fileName(), new ByteArrayInputStream(jar.bytes()), token, jar.isolation());
    }
    PluginSet next = apply(caller, change, "");
    also.run();
    return next;
  }

  @Override
  public PluginView install(
      Caller caller,
      String fileName,
      InputStream jar,
      @Nullable String consent,
      @Nullable Isolation isolation) {
    installedWithPatience = Patience.isShort();
    String[] parts = text(fileName, jar).split(" ", 3);
    if (parts.length < 3) {
      throw new InvalidException("", fileName + " is no bundle.");
    }
    if (parts[0].endsWith(".slow")) {
      slow.acquireUninterruptibly();
    }
    if (parts[0].endsWith(".broken")) {
      throw new InvalidException("", "It throws in activation.");
    }
    Wants wants = Wants.read(parts[2]);
    grants
        .asks(parts[0], parts[1], "00", wants)
        .ifPresent(asked -> {
          if (!asked.token().equals(consent)) {
            throw new ConsentNeededException(asked);
          }
          grants.give(parts[0], wants, caller.userName());
        });
    Plan plan = plan(caller, PluginChange.remove(parts[0]));
    if (!plan.asks().isEmpty() && !plan.token().equals(consent)) {
      throw new PlanNeededException(plan);
    }
    plugins.removeIf(each -> each.name().equals(parts[0]));
    String name = parts[0].substring(parts[0].lastIndexOf('.') + 1);
    PluginView plugin =
        plugin(
            parts[0],
            parts[1],
            name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1),
            false,
            State.ACTIVE,
            List.of(),
            isolation == null ? Isolation.TRUSTED : isolation);
    plugins.add(plugin);
    return plugin;
  }

  private static String text(String fileName, InputStream jar) {
    try {
      return new String(jar.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(fileName, e);
    }
  }

  @Override
  public PluginView isolate(Caller caller, String name, Isolation level, @Nullable String consent) {
    PluginView old =
        plugins.stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
    PluginView now =
        plugin(
            name,
            old.version(),
            old.title(),
            old.shipped(),
            State.ACTIVE,
            old.contributions(),
            level);
    plugins.set(plugins.indexOf(old), now);
    return now;
  }

  @Override
  public PluginView enable(Caller caller, String name) {
    return replace(name, State.ACTIVE);
  }

  @Override
  public PluginView disable(Caller caller, String name) {
    return replace(name, State.DISABLED);
  }

  private PluginView replace(String name, State state) {
    PluginView old =
        plugins.stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
    PluginView now = plugin(name, old.title(), old.shipped(), state, List.of());
    plugins.set(plugins.indexOf(old), now);
    return now;
  }

  @Override
  public void remove(Caller caller, String name) {
    plugins.removeIf(each -> each.name().equals(name));
  }

  @Override
  public List<PluginSet.Made> history(Caller caller, int most) {
    return sets.stream().limit(most).toList();
  }

  @Override
  public PluginSet set(Caller caller, long version) {
    return new PluginSet(version, Instant.now(), "ada", "", List.of());
  }

  @Override
  public PluginSet rollBack(Caller caller, long version, String why) {
    sets.addFirst(
        new PluginSet.Made(
            sets.size() + 1L, Instant.now(), "ada", "Rolled back to set " + version));
    return set(caller, sets.size());
  }

  /** What is kept of each plugin. */
  public final List<KeptVersion> versions = new ArrayList<>();

  @Override
  public List<KeptVersion> versions(Caller caller, String name) {
    return List.copyOf(versions);
  }

  @Override
  public PluginSet rollBack(Caller caller, String name, long set, String why) {
    sets.addFirst(
        new PluginSet.Made(
            sets.size() + 1L, Instant.now(), "ada", "Rolled back " + name + ", as in set " + set));
    return set(caller, sets.size());
  }

  @Override
  public byte[] jar(Caller caller, String name) {
    throw new UnsupportedOperationException(name);
  }

  @Override
  public List<Contribution> contributions(Caller caller) {
    return plugins.stream().flatMap(each -> each.contributions().stream()).toList();
  }
}
