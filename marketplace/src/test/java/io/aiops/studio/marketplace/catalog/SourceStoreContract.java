package io.aiops.studio.marketplace.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every store of other catalogs keeps to. */
public abstract class SourceStoreContract {

  private static final Instant AT = Instant.parse("2026-11-29T12:00:00Z");

  /** Empty. */
  protected abstract SourceStore store();

  public static CatalogSource source(String name, int position, String key) {
    return new CatalogSource(
        name, position, CatalogSource.Kind.FOLDER, "/catalogs/" + name, key, AT, "ada");
  }

  @Test
  void keeps_sources_in_their_order() {
    SourceStore store = store();
    store.save(source("b", 2, "k"));
    store.save(source("a", 3, "k"));
    store.save(source("c", 1, "k"));
    assertThat(store.list()).extracting(CatalogSource::name).containsExactly("c", "b", "a");
    assertThat(store.list().getFirst()).isEqualTo(source("c", 1, "k"));
    store.save(source("c", 9, "k"));
    assertThat(store.list()).extracting(CatalogSource::name).containsExactly("b", "a", "c");
    assertThat(store.remove("b")).isTrue();
    assertThat(store.remove("b")).isFalse();
    assertThat(store.list()).hasSize(2);
  }

  @Test
  void never_goes_back() {
    SourceStore store = store();
    store.save(source("a", 1, "k"));
    assertThat(store.serial("a")).isZero();
    assertThat(store.advance("a", 7, "x", Set.of("acme", "corp"))).isTrue();
    assertThat(store.advance("a", 7, "x", Set.of("acme", "corp"))).as("the same").isTrue();
    assertThat(store.advance("a", 7, "y", Set.of())).as("another of that number").isFalse();
    assertThat(store.advance("a", 6, "x", Set.of())).as("an older one").isFalse();
    assertThat(store.namespaces("a")).containsExactlyInAnyOrder("acme", "corp");
    assertThat(store.serial("a")).isEqualTo(7);
    assertThat(store.advance("a", 8, "y", Set.of())).isTrue();
    assertThat(store.namespaces("a")).isEmpty();
    assertThat(store.advance("nobody", 1, "x", Set.of())).isFalse();
  }

  @Test
  void begins_anew_with_another_key_only() {
    SourceStore store = store();
    store.save(source("a", 1, "k"));
    store.advance("a", 7, "x", Set.of("acme"));
    store.save(source("a", 5, "k"));
    assertThat(store.advance("a", 6, "x", Set.of())).as("moved").isFalse();
    store.save(source("a", 5, "other"));
    assertThat(store.namespaces("a")).as("keeps what it kept until it is seen again").hasSize(1);
    assertThat(store.advance("a", 1, "z", Set.of())).isTrue();
  }
}
