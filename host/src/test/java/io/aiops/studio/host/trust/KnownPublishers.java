package io.aiops.studio.host.trust;

import io.aiops.studio.host.identity.TestClock;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Publishers whose keys {@link Draft} signs with: good ones, one that has expired and one that was
 * revoked.
 */
final class KnownPublishers {

  final TestClock clock = new TestClock();
  final InMemoryTrustStore store = new InMemoryTrustStore();

  KnownPublishers() {
    Instant now = clock.instant();
    store.add(new Publisher("acme", "Acme", now, "ada", List.of()));
    store.add(new Publisher("other", "Other", now, "ada", List.of()));
    store.add(new Publisher("acme.tools", "Other", now, "ada", List.of()));
    key("acme", Draft.ACME, null);
    key("acme", Draft.EXPIRED, now.minus(Duration.ofHours(1)));
    key("acme", Draft.REVOKED, null);
    key("other", Draft.OTHER, null);
    key("acme.tools", Draft.OTHER, null);
    store.revoke(id(Draft.REVOKED), "a laptop was stolen", now.minus(Duration.ofHours(2)));
  }

  /**
   * @param until when it is good no more; null for good
   */
  void key(String namespace, KeyPair pair, @Nullable Instant until) {
    store.addKey(
        namespace,
        new PublisherKey(id(pair), Draft.text(pair), clock.instant(), until, null, null));
  }

  static String id(KeyPair pair) {
    return new Ed25519Key(Draft.text(pair)).id();
  }
}
