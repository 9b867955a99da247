package io.aiops.studio.host.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops.studio.host.plugin.PluginSet.Entry;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every plugin store must do. */
public abstract class PluginStoreContract {

  private static final Instant T0 = Instant.parse("2026-01-01T00:00:00Z");

  private PluginStore store;

  /** An empty one. */
  protected abstract PluginStore store();

  @BeforeEach
  void open() {
    store = store();
  }

  private static Entry plugin(String name, String version) {
    return new Entry(
        name, version, "The " + name, "", "sha-" + version, true, true, T0, "ada", 1, null);
  }

  private static PluginSet set(long version, Entry... entries) {
    return new PluginSet(version, T0, "ada", "for the test", List.of(entries));
  }

  @Test
  void an_empty_one_has_the_set_before_the_first() {
    assertThat(store.version()).isZero();
    assertThat(store.current()).isEqualTo(PluginSet.NONE);
    assertThat(store.history(10)).isEmpty();
    assertThat(store.set(0)).isEmpty();
    assertThat(store.jar("sha-1")).isEmpty();
  }

  @Test
  void keeps_the_bytes_as_they_came_and_lists_by_name() {
    byte[] jar = {0, 1, -1, 127, -128};
    assertThat(
            store.append(
                set(1, plugin("b", "1"), plugin("a", "2")),
                Map.of("sha-1", jar, "sha-2", new byte[] {9})))
        .isTrue();
    assertThat(store.current()).isEqualTo(set(1, plugin("a", "2"), plugin("b", "1")));
    assertThat(store.jar("sha-1").orElseThrow()).isEqualTo(jar);
    assertThat(store.jar("sha-3")).isEmpty();
  }

  @Test
  void lists_the_versions_of_a_plugin_with_the_last_set_of_each() {
    byte[] jar = {1};
    store.append(set(1, plugin("a", "1"), plugin("b", "1")), Map.of("sha-1", jar));
    store.append(set(2, plugin("a", "2"), plugin("b", "1")), Map.of("sha-2", jar));
    store.append(set(3, plugin("a", "1"), plugin("b", "1")), Map.of());
    assertThat(store.versions("a"))
        .containsExactly(
            new KeptVersion("1", "sha-1", 3, T0, "ada", true),
            new KeptVersion("2", "sha-2", 2, T0, "ada", false));
    assertThat(store.versions("b")).hasSize(1);
    assertThat(store.versions("c")).isEmpty();
  }

  @Test
  void what_is_written_with_it_is_there_with_it_or_neither_is() {
    PluginSet first = set(1, plugin("a", "1"));
    Map<String, byte[]> jars = Map.of("sha-1", new byte[] {1});
    assertThatThrownBy(() ->
            store.append(
                first,
                jars,
                () -> {
                  throw new IllegalStateException("dies");
                }))
        .hasMessageContaining("dies");
    assertThat(store.version()).isZero();
    assertThat(store.jar("sha-1")).isEmpty();
    assertThat(store.append(first, jars)).isTrue();
    assertThat(
            store.append(
                first,
                jars,
                () -> {
                  throw new IllegalStateException("dies");
                }))
        .as("another was faster: nothing is written")
        .isFalse();
  }

  @Test
  void every_version_stays_as_it_was_written() {
    store.append(set(1, plugin("a", "1")), Map.of("sha-1", new byte[] {1}));
    Entry off = plugin("a", "1").as(false, 2, "sha-0");
    store.append(set(2, off), Map.of());
    store.append(set(3), Map.of());
    assertThat(store.version()).isEqualTo(3);
    assertThat(store.current().entries()).isEmpty();
    assertThat(store.set(1)).contains(set(1, plugin("a", "1")));
    assertThat(store.set(2)).contains(set(2, off));
    assertThat(store.jar("sha-1")).isPresent();
    assertThat(store.entry("sha-1")).contains(off);
    assertThat(store.entry("sha-9")).isEmpty();
    assertThat(store.entry("a", "1")).contains(off);
    assertThat(store.entry("a", "2")).isEmpty();
    assertThat(store.history(2))
        .containsExactly(
            new PluginSet.Made(3, T0, "ada", "for the test"),
            new PluginSet.Made(2, T0, "ada", "for the test"));
  }

  @Test
  void of_two_that_follow_the_same_one_the_second_is_not_written() {
    store.append(set(1, plugin("a", "1")), Map.of("sha-1", new byte[] {1}));
    assertThat(store.append(set(1, plugin("a", "2")), Map.of("sha-2", new byte[] {2}))).isFalse();
    assertThat(store.current()).isEqualTo(set(1, plugin("a", "1")));
    assertThat(store.jar("sha-2")).isEmpty();
  }

  @Test
  void a_set_whose_jar_is_missing_is_not_written() {
    PluginSet set = set(1, plugin("a", "1"));
    assertThatThrownBy(() -> store.append(set, Map.of())).isInstanceOf(RuntimeException.class);
    assertThat(store.version()).isZero();
  }

  @Test
  void beyond_the_bound_the_oldest_go_with_jars_that_nobody_names() {
    store.append(set(1, plugin("a", "1")), Map.of("sha-1", new byte[] {1}));
    Map<String, byte[]> second = Map.of("sha-2", new byte[] {2});
    for (long version = 2; version <= PluginStore.MOST_SETS + 1; version++) {
      store.append(set(version, plugin("a", "2")), version == 2 ? second : Map.of());
    }
    assertThat(store.set(1)).isEmpty();
    assertThat(store.set(2)).isPresent();
    assertThat(store.jar("sha-1")).isEmpty();
    assertThat(store.jar("sha-2")).isPresent();
    assertThat(store.history(5_000)).hasSize(PluginStore.MOST_SETS);
  }
}
