package io.aiops.studio.ui.fake;

import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.json.Json;
import io.aiops.studio.host.plugin.Isolation;
import io.aiops.studio.host.plugin.PluginService;
import io.aiops.studio.host.plugin.PluginSet;
import io.aiops.studio.host.plugin.PluginView;
import io.aiops.studio.host.plugin.PluginView.Contribution;
import io.aiops.studio.host.plugin.PluginView.Kind;
import io.aiops.studio.host.plugin.PluginView.State;
import io.aiops.studio.host.plugin.PluginView.ToolView;
import io.aiops.studio.host.problem.InvalidException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A shipped connector with settings and an uploaded agent. */
public final class FakePlugins implements PluginService {

  public final List<PluginView> plugins = new ArrayList<>();
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
    return new PluginView(
        name,
        "1.0.0",
        title,
        title + " for tests",
        state,
        state == State.FAILED ? "It needs the package org.missing." : null,
        shipped,
        "00",
        Instant.now(),
        "ada",
        contributions);
  }

  @Override
  public List<PluginView> list(Caller caller) {
    return List.copyOf(plugins);
  }

  @Override
  public PluginView install(
      Caller caller,
      String fileName,
      InputStream jar,
      @Nullable String consent,
      @Nullable Isolation isolation) {
    throw new InvalidException("", fileName + " is no bundle.");
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

  @Override
  public byte[] jar(Caller caller, String name) {
    throw new UnsupportedOperationException(name);
  }

  @Override
  public List<Contribution> contributions(Caller caller) {
    return plugins.stream().flatMap(each -> each.contributions().stream()).toList();
  }
}
