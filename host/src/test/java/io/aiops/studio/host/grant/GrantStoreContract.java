package io.aiops.studio.host.grant;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every store of grants must do. */
public abstract class GrantStoreContract {

  private static final Instant FIRST = Instant.parse("2026-11-29T15:00:00.123456Z");

  protected abstract GrantStore store();

  @Test
  void grants_are_of_one_plugin_in_the_order_of_their_permissions() {
    store().add("acme.a", List.of("model:*", "file:read"), "ada", FIRST);
    store().add("acme.b", List.of("file:write"), "ada", FIRST);
    assertThat(store().of("acme.a"))
        .containsExactly(
            new Grant("acme.a", "file:read", "ada", FIRST),
            new Grant("acme.a", "model:*", "ada", FIRST));
    assertThat(store().of("acme")).isEmpty();
  }

  @Test
  void who_gave_it_first_stays() {
    store().add("acme.a", List.of("file:read"), "ada", FIRST);
    store().add("acme.a", List.of("file:read", "model:*"), "bob", FIRST.plusSeconds(9));
    assertThat(store().of("acme.a"))
        .extracting(Grant::permission, Grant::by)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("file:read", "ada"),
            org.assertj.core.groups.Tuple.tuple("model:*", "bob"));
  }

  @Test
  void nothing_is_added_of_nothing() {
    store().add("acme.a", List.of(), "ada", FIRST);
    assertThat(store().of("acme.a")).isEmpty();
  }

  @Test
  void one_is_taken_back_once() {
    store().add("acme.a", List.of("file:read", "model:*"), "ada", FIRST);
    assertThat(store().take("acme.a", "file:read")).isTrue();
    assertThat(store().take("acme.a", "file:read")).isFalse();
    assertThat(store().of("acme.a")).extracting(Grant::permission).containsExactly("model:*");
  }

  @Test
  void all_of_one_plugin_are_forgotten() {
    store().add("acme.a", List.of("file:read", "model:*"), "ada", FIRST);
    store().add("acme.b", List.of("file:read"), "ada", FIRST);
    store().forget("acme.a");
    assertThat(store().of("acme.a")).isEmpty();
    assertThat(store().of("acme.b")).hasSize(1);
  }
}
