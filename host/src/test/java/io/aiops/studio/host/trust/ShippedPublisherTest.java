package io.aiops.studio.host.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops.studio.host.problem.InvalidException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShippedPublisherTest {

  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-29T12:00:00Z"), ZoneOffset.UTC);

  private final InMemoryTrustStore store = new InMemoryTrustStore();

  @TempDir private Path folder;

  private static ShippedPublisher with(SigningKey key) {
    return new ShippedPublisher("io.acme.plugins", "Acme", key.publicKey().text());
  }

  private Publisher only() {
    assertThat(store.publishers()).hasSize(1);
    return store.publishers().getFirst();
  }

  @Test
  void is_entered_once_and_listed_as_what_the_studio_entered() {
    SigningKey key = SigningKey.create();
    with(key).enter(store, CLOCK);
    with(key).enter(store, CLOCK);
    assertThat(only())
        .returns("Acme", Publisher::name)
        .returns("studio", Publisher::addedBy)
        .extracting(Publisher::keys)
        .asList()
        .hasSize(1);
  }

  @Test
  void a_later_build_with_another_key_adds_that() {
    with(SigningKey.create()).enter(store, CLOCK);
    with(SigningKey.create()).enter(store, CLOCK);
    assertThat(only().keys()).hasSize(2);
  }

  @Test
  void who_was_removed_stays_away_whatever_key_comes_later() {
    SigningKey key = SigningKey.create();
    with(key).enter(store, CLOCK);
    store.remove("io.acme.plugins");
    with(key).enter(store, CLOCK);
    with(SigningKey.create()).enter(store, CLOCK);
    assertThat(store.publishers()).isEmpty();
  }

  @Test
  void who_was_revoked_gets_no_new_key() {
    SigningKey key = SigningKey.create();
    with(key).enter(store, CLOCK);
    store.revoke(key.publicKey().id(), "Not here.", CLOCK.instant());
    with(SigningKey.create()).enter(store, CLOCK);
    assertThat(only().keys()).singleElement().extracting(PublisherKey::revokedAt).isNotNull();
  }

  /** As builds of 2026-11-29 entered it, before templates came with the studio too. */
  private static final ShippedPublisher EARLIER =
      new ShippedPublisher("io.acme.plugins", "Acme", SigningKey.create().publicKey().text());

  private static final ShippedPublisher NOW =
      new ShippedPublisher("io.acme", "Acme", SigningKey.create().publicKey().text());

  private List<String> keysOf(String namespace) {
    return store.publishers().stream()
        .filter(each -> each.namespace().equals(namespace))
        .flatMap(each -> each.keys().stream())
        .map(PublisherKey::id)
        .toList();
  }

  @Test
  void the_longer_namespace_of_an_earlier_version_gets_the_key_too() {
    EARLIER.enter(store, CLOCK);
    NOW.enter(store, CLOCK);
    NOW.enter(store, CLOCK);
    assertThat(keysOf("io.acme")).containsExactly(NOW.key().id());
    assertThat(keysOf("io.acme.plugins"))
        .containsExactlyInAnyOrder(EARLIER.key().id(), NOW.key().id());
  }

  @Test
  void a_longer_namespace_that_was_left_without_the_key_gets_it_later() {
    EARLIER.enter(store, CLOCK);
    store.add(new Publisher("io.acme", "Acme", CLOCK.instant(), "studio", List.of()));
    store.addKey(
        "io.acme",
        new PublisherKey(NOW.key().id(), NOW.publicKey(), CLOCK.instant(), null, null, null));
    store.ship("io.acme", NOW.key().id());
    NOW.enter(store, CLOCK);
    assertThat(keysOf("io.acme.plugins")).contains(NOW.key().id());
  }

  @Test
  void who_was_removed_under_the_longer_namespace_stays_away_whatever_the_key() {
    EARLIER.enter(store, CLOCK);
    store.remove("io.acme.plugins");
    NOW.enter(store, CLOCK);
    new ShippedPublisher("io.acme", "Acme", EARLIER.publicKey()).enter(store, CLOCK);
    assertThat(store.publishers()).isEmpty();
  }

  @Test
  void who_tidies_the_longer_namespace_away_afterwards_keeps_the_publisher() {
    EARLIER.enter(store, CLOCK);
    NOW.enter(store, CLOCK);
    store.remove("io.acme.plugins");
    ShippedPublisher later =
        new ShippedPublisher("io.acme", "Acme", SigningKey.create().publicKey().text());
    later.enter(store, CLOCK);
    assertThat(keysOf("io.acme")).contains(later.key().id());
    assertThat(keysOf("io.acme.plugins")).isEmpty();
  }

  @Test
  void is_read_from_the_folder_if_it_is_there() throws IOException {
    assertThat(ShippedPublisher.in(folder)).isEmpty();
    String key = SigningKey.create().publicKey().text();
    Path file = folder.resolve(ShippedPublisher.FILE);
    Files.writeString(
        file, "{\"namespace\":\"io.acme\",\"name\":\"Acme\",\"publicKey\":\"" + key + "\"}");
    assertThat(ShippedPublisher.in(folder)).contains(new ShippedPublisher("io.acme", "Acme", key));
    Files.writeString(file, "{}]");
    assertThatThrownBy(() -> ShippedPublisher.in(folder))
        .isInstanceOf(InvalidException.class)
        .hasMessageContaining("is not as the build writes it");
  }
}
