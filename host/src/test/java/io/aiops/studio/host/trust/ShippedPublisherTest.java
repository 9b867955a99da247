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
