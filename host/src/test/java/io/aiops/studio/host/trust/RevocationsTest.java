package io.aiops.studio.host.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.aiops.studio.host.identity.AccessDeniedException;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.identity.Role;
import io.aiops.studio.host.identity.Somebody;
import io.aiops.studio.host.identity.TestClock;
import io.aiops.studio.host.problem.ConflictException;
import io.aiops.studio.host.problem.InvalidException;
import io.aiops.studio.host.problem.NotFoundException;
import io.aiops.studio.host.trust.RevocationList.Revoked;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whose lists are taken, and that none takes the place of a newer one. */
class RevocationsTest {

  private static final Caller ADMIN = Somebody.with(Role.ADMINISTRATOR);
  private static final Duration SOON = Duration.ofMinutes(1);
  private static final KeyPair ISSUER = Draft.OTHER;

  @TempDir Path folder;

  private final TestClock clock = new TestClock();
  private final List<String> audit = new ArrayList<>();
  private final Revocations revocations = revocations(Draft.text(ISSUER));

  private Revocations revocations(@Nullable String issuer) {
    return new Revocations(
        new InMemoryJudgementStore(),
        new InMemoryTrustStore(),
        issuer,
        (caller, action, subject, details) -> audit.add(action + " " + subject),
        clock);
  }

  private byte[] list(long serial, KeyPair by) {
    return list(serial, by, RevocationList.TYPE);
  }

  private byte[] list(long serial, KeyPair by, String type) {
    Revoked bad = new Revoked("acme.a", "1.0.0", null, null, "It leaks secrets");
    byte[] payload = new RevocationList(serial, clock.instant(), List.of(bad)).write();
    return Draft.envelope(type, payload, by).write();
  }

  @Test
  void a_newer_list_takes_the_place_of_an_older_and_never_the_other_way_round() {
    assertThatThrownBy(() -> revocations.current(ADMIN)).isInstanceOf(NotFoundException.class);
    assertThat(revocations.set(ADMIN, list(3, ISSUER)).serial()).isEqualTo(3);
    for (long serial : new long[] {1, 3}) {
      assertThatThrownBy(() -> revocations.set(ADMIN, list(serial, ISSUER)))
          .isInstanceOf(ConflictException.class)
          .hasMessageContaining("the serial 3 already");
    }
    assertThat(revocations.set(ADMIN, list(4, ISSUER)).serial()).isEqualTo(4);
    assertThat(audit).containsExactly("plugin.revocations serial 3", "plugin.revocations serial 4");
    assertThat(revocations.reason("acme.a", "1.0.0", "00", null))
        .contains("acme.a 1.0.0 was revoked: It leaks secrets.");
    assertThat(revocations.reason("Acme.A", "1.0.0", "00", null)).isPresent();
    assertThat(revocations.reason("acme.a", "1.0.1", "00", null)).isEmpty();
  }

  @Test
  void a_list_is_read_once_however_often_it_is_asked_for_until_there_is_another() {
    revocations.set(ADMIN, list(1, ISSUER));
    RevocationList first = revocations.current(ADMIN);
    assertThat(revocations.reason("acme.a", "1.0.0", "00", null)).isPresent();
    assertThat(revocations.current(ADMIN)).isSameAs(first);
    revocations.set(ADMIN, list(2, ISSUER));
    assertThat(revocations.current(ADMIN).serial()).isEqualTo(2);
  }

  @Test
  void a_list_that_its_issuer_did_not_sign_is_refused() {
    byte[] changed = list(1, ISSUER);
    changed[changed.length / 2] ^= 1;
    List<byte[]> bad =
        List.of(
            list(1, Draft.STRANGER),
            list(1, ISSUER, Statement.TYPE),
            changed,
            "{}".getBytes(StandardCharsets.UTF_8),
            new byte[0]);
    for (byte[] document : bad) {
      assertThatThrownBy(() -> revocations.set(ADMIN, document))
          .isInstanceOf(InvalidException.class);
    }
    assertThatThrownBy(() -> revocations.current(ADMIN)).isInstanceOf(NotFoundException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "no json",
        "{\"format\":1,\"issuedAt\":\"2026-11-29T10:00:00Z\",\"revoked\":[],\"serial\":0}",
        "{\"format\":2,\"issuedAt\":\"2026-11-29T10:00:00Z\",\"revoked\":[],\"serial\":1}",
        "{\"format\":1,\"issuedAt\":\"yesterday\",\"revoked\":[],\"serial\":1}",
        "{\"format\":1,\"issuedAt\":\"2026-11-29T10:00:00Z\",\"revoked\":[],\"serial\":1,\"x\":1}",
        "{\"format\":1,\"issuedAt\":\"2026-11-29T10:00:00Z\",\"revoked\":[{\"reason\":\"r\"}],\"serial\":1}",
        "{\"format\":1,\"issuedAt\":\"2026-11-29T10:00:00Z\",\"revoked\":[{\"name\":\"a\",\"reason\":\"r\"}],\"serial\":1}",
        "{\"format\":1,\"issuedAt\":\"2026-11-29T10:00:00Z\",\"revoked\":[{\"key\":\"a\"}],\"serial\":1}",
        "{\"format\":1,\"issuedAt\":\"2026-11-29T10:00:00Z\",\"revoked\":[{\"key\":\"a\",\"reason\":\"r\",\"sha256\":\"b\"}],\"serial\":1}"
      })
  void what_is_signed_and_is_no_list_is_refused(String payload) {
    byte[] document =
        Draft.envelope(RevocationList.TYPE, payload.getBytes(StandardCharsets.UTF_8), ISSUER)
            .write();
    assertThatThrownBy(() -> revocations.set(ADMIN, document))
        .isInstanceOf(InvalidException.class)
        .hasMessageContaining("is no list of revocations of format 1");
  }

  @Test
  void without_an_issuer_nobodys_list_is_taken() {
    assertThatThrownBy(() -> revocations(null).set(ADMIN, list(1, ISSUER)))
        .isInstanceOf(ConflictException.class)
        .hasMessageContaining("STUDIO_REVOCATION_KEY");
    assertThatThrownBy(() -> revocations("no key"))
        .isInstanceOf(InvalidException.class)
        .hasMessageContaining("STUDIO_REVOCATION_KEY");
  }

  @Test
  void only_administrators_set_it() {
    assertThatThrownBy(() -> revocations.set(Somebody.with(Role.BUILDER), list(1, ISSUER)))
        .isInstanceOf(AccessDeniedException.class);
  }

  @Test
  void a_feed_is_looked_at_and_what_it_names_is_stopped_also_if_it_is_away() throws IOException {
    Path file = folder.resolve("revocations.json");
    List<String> enforced = new CopyOnWriteArrayList<>();
    try (RevocationFeed feed =
        new RevocationFeed(
            file.toString(),
            revocations,
            () -> enforced.add(revocations.reason("acme.a", "1.0.0", "00", null).orElse("")))) {
      feed.look();
      feed.enforce();
      Files.write(file, list(2, ISSUER));
      feed.look();
      Awaitility.await().atMost(SOON).until(() -> enforced.size() == 2);
      Files.write(file, list(1, ISSUER));
      feed.look();
      feed.enforce();
      Files.write(file, list(9, Draft.STRANGER));
      feed.look();
      feed.enforce();
    }
    String revoked = "acme.a 1.0.0 was revoked: It leaks secrets.";
    assertThat(enforced).containsExactly("", revoked, revoked, revoked);
    assertThat(revocations.current(ADMIN).serial()).isEqualTo(2);
  }

  @Test
  void a_feed_that_stalls_after_its_first_bytes_is_given_up_and_keeps_nothing_from_being_stopped()
      throws IOException {
    CountDownLatch over = new CountDownLatch(1);
    CountDownLatch asked = new CountDownLatch(1);
    HttpServer server = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
    server.setExecutor(Thread::startVirtualThread);
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, 100);
          exchange.getResponseBody().write('{');
          exchange.getResponseBody().flush();
          asked.countDown();
          await(over);
        });
    server.start();
    AtomicInteger enforced = new AtomicInteger();
    String source = "http://localhost:" + server.getAddress().getPort() + "/";
    try (RevocationFeed feed =
        new RevocationFeed(source, revocations, enforced::incrementAndGet, Duration.ofSeconds(2))) {
      revocations.tell(feed::enforceSoon);
      CompletableFuture<Void> look =
          CompletableFuture.runAsync(feed::look, task -> Thread.ofPlatform().start(task));
      await(asked);
      revocations.set(ADMIN, list(1, ISSUER));
      Awaitility.await().atMost(SOON).until(() -> enforced.get() == 1);
      assertThat(look).succeedsWithin(SOON);
    } finally {
      over.countDown();
      server.stop(0);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void what_a_revoked_key_signed_is_told_at_once_also_when_its_publisher_has_gone() {
    InMemoryTrustStore keys = new InMemoryTrustStore();
    Revocations all =
        new Revocations(new InMemoryJudgementStore(), keys, null, (c, a, s, d) -> {}, clock);
    Publishers publishers =
        new Publishers(keys, new Verifier(keys, clock), (c, a, s, d) -> {}, clock);
    AtomicInteger told = new AtomicInteger();
    publishers.tell(told::incrementAndGet);
    publishers.add(ADMIN, "acme", "Acme");
    String key =
        publishers.addKey(ADMIN, "acme", Draft.text(Draft.ACME), null).keys().getFirst().id();
    publishers.revoke(ADMIN, "acme", key, "stolen");
    assertThat(told).hasValue(1);
    publishers.remove(ADMIN, "acme");
    assertThat(all.reason("acme.a", "1.0.0", "00", key))
        .contains("acme.a 1.0.0 is signed with a key that was revoked: stolen.");
  }
}
