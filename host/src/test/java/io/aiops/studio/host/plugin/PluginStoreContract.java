package io.aiops.studio.host.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.host.plugin.PluginStore.Stored;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What every plugin store must do. */
public abstract class PluginStoreContract {

  private static final Instant T0 = Instant.parse("2026-01-01T00:00:00Z");

  /** An empty one. */
  protected abstract PluginStore store();

  private static Stored plugin(String name, String version, boolean enabled) {
    return new Stored(name, version, "The " + name, "", "sha-" + version, enabled, true, T0, "ada");
  }

  @Test
  void keeps_the_bytes_as_they_came_and_lists_by_name() {
    PluginStore store = store();
    byte[] jar = {0, 1, -1, 127, -128};
    store.save(plugin("b", "1", true), jar);
    store.save(plugin("a", "1", false), new byte[] {9});
    assertThat(store.list()).containsExactly(plugin("a", "1", false), plugin("b", "1", true));
    assertThat(store.jar("b").orElseThrow()).isEqualTo(jar);
    assertThat(store.jar("c")).isEmpty();
  }

  @Test
  void a_second_version_takes_the_place_of_the_first() {
    PluginStore store = store();
    store.save(plugin("a", "1", false), new byte[] {1});
    store.save(plugin("a", "2", true), new byte[] {2});
    assertThat(store.list()).containsExactly(plugin("a", "2", true));
    assertThat(store.jar("a").orElseThrow()).containsExactly(2);
  }

  @Test
  void enabling_changes_nothing_else_and_removing_leaves_nothing() {
    PluginStore store = store();
    store.save(plugin("a", "1", true), new byte[] {1});
    store.enable("a", false);
    store.enable("gone", true);
    assertThat(store.list()).containsExactly(plugin("a", "1", false));
    store.remove("a");
    store.remove("gone");
    assertThat(store.list()).isEmpty();
    assertThat(store.jar("a")).isEmpty();
  }
}
