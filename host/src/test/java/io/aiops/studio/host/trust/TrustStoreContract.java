package io.aiops.studio.host.trust;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every store of publishers must do. */
public abstract class TrustStoreContract {

  private static final Instant T0 = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant T1 = T0.plusSeconds(1);
  private static final Instant T2 = T0.plusSeconds(2);

  /** An empty one. */
  protected abstract TrustStore store();

  private static Publisher publisher(String namespace, PublisherKey... keys) {
    return new Publisher(namespace, "The " + namespace, T0, "ada", List.of(keys));
  }

  private static PublisherKey key(String id, Instant addedAt, @Nullable Instant validUntil) {
    return new PublisherKey(id, "text of " + id, addedAt, validUntil, null, null);
  }

  @Test
  void a_namespace_is_given_once_and_publishers_are_listed_by_it() {
    TrustStore store = store();
    assertThat(store.add(publisher("com.b"))).isTrue();
    assertThat(store.add(publisher("com.a"))).isTrue();
    assertThat(store.add(new Publisher("com.a", "Other", T1, "bob", List.of()))).isFalse();
    assertThat(store.publishers()).containsExactly(publisher("com.a"), publisher("com.b"));
  }

  @Test
  void a_key_is_added_once_to_each_who_has_it() {
    TrustStore store = store();
    store.add(publisher("a"));
    store.add(publisher("b"));
    assertThat(store.addKey("a", key("k1", T1, T2))).isTrue();
    assertThat(store.addKey("a", key("k2", T2, null))).isTrue();
    assertThat(store.addKey("b", key("k1", T2, null))).isTrue();
    assertThat(store.addKey("a", key("k1", T2, null))).isFalse();
    assertThat(store.addKey("c", key("k1", T2, null))).isFalse();
    assertThat(store.publishers())
        .containsExactly(
            publisher("a", key("k1", T1, T2), key("k2", T2, null)),
            publisher("b", key("k1", T2, null)));
  }

  @Test
  void a_key_is_revoked_for_all_who_have_it_and_for_good() {
    TrustStore store = store();
    store.add(publisher("a"));
    store.add(publisher("b"));
    store.addKey("a", key("k", T0, null));
    store.addKey("b", key("k", T0, null));
    store.revoke("k", "stolen", T1);
    assertThat(store.revoked("k")).contains("stolen");
    assertThat(store.revoked("other")).isEmpty();
    store.revoke("k", "not so bad", T2);
    assertThat(store.remove("a")).isTrue();
    assertThat(store.remove("a")).isFalse();
    store.add(publisher("a"));
    assertThat(store.publishers().getFirst().keys()).isEmpty();
    store.addKey("a", key("k", T2, null));
    assertThat(store.publishers())
        .allSatisfy(publisher ->
            assertThat(publisher.keys())
                .singleElement()
                .returns(T1, PublisherKey::revokedAt)
                .returns("stolen", PublisherKey::reason));
  }

  @Test
  void what_came_with_the_studio_is_known_also_when_its_publisher_has_gone() {
    TrustStore store = store();
    store.ship("a", "k1");
    store.ship("a", "k1");
    store.ship("a", "k2");
    store.remove("a");
    assertThat(store.shipped("a")).containsExactlyInAnyOrder("k1", "k2");
    assertThat(store.shipped("b")).isEmpty();
    store.ship("a.b", "k1");
    assertThat(store.shippedNamespaces()).containsExactlyInAnyOrder("a", "a.b");
  }
}
