package io.aiops.studio.host;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.aiops.studio.host.grant.Grants;
import io.aiops.studio.host.grant.InMemoryGrantStore;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.identity.Role;
import io.aiops.studio.host.identity.Somebody;
import io.aiops.studio.host.plugin.InMemoryPluginStore;
import io.aiops.studio.host.plugin.PluginHere;
import io.aiops.studio.host.plugin.Plugins;
import io.aiops.studio.host.plugin.TestJars;
import io.aiops.studio.host.trust.Envelope;
import io.aiops.studio.host.trust.Gate;
import io.aiops.studio.host.trust.InMemoryJudgementStore;
import io.aiops.studio.host.trust.InMemoryTrustStore;
import io.aiops.studio.host.trust.RevocationFeed;
import io.aiops.studio.host.trust.Revocations;
import io.aiops.studio.host.trust.SigningKey;
import io.aiops.studio.host.trust.Verifier;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What its issuer publishes as revoked is stopped on every node, each of which looks by itself. */
@Timeout(240)
class RevokedOnTwoNodesTest {

  private static final Caller ADMIN = Somebody.with(Role.ADMINISTRATOR);
  private static final Duration PROMISED = Duration.ofSeconds(60);

  @TempDir Path folder;

  private final Clock clock = Clock.systemUTC();
  private final SigningKey issuer = SigningKey.create();
  private final InMemoryPluginStore store = new InMemoryPluginStore();
  private final InMemoryJudgementStore judgements = new InMemoryJudgementStore();
  private final InMemoryTrustStore keys = new InMemoryTrustStore();
  private final AtomicInteger asked = new AtomicInteger();
  private volatile byte[] published = list(1, "");
  private HttpServer web;
  private Node here;
  private Node there;

  private record Node(Plugins plugins, RevocationFeed feed) {

    boolean serves() {
      return plugins.here().stream()
          .anyMatch(plugin ->
              plugin.state() == PluginHere.State.ACTIVE && plugin.name().equals("acme.bad"));
    }

    void close() {
      feed.close();
      plugins.close();
    }
  }

  @BeforeEach
  void start() throws IOException {
    web = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    web.createContext(
        "/revocations",
        exchange -> {
          asked.incrementAndGet();
          byte[] now = published;
          exchange.sendResponseHeaders(200, now.length);
          exchange.getResponseBody().write(now);
          exchange.close();
        });
    web.start();
    here = node("here");
    there = node("there");
  }

  @AfterEach
  void stop() {
    here.close();
    there.close();
    web.stop(0);
  }

  private Node node(String name) throws IOException {
    Revocations revocations =
        new Revocations(judgements, keys, issuer.publicKey().text(), (c, a, s, d) -> {}, clock);
    Plugins plugins =
        Plugins.start(
            store,
            PluginTrust.judge(
                new Gate(new Verifier(keys, clock), judgements, revocations, true, clock)),
            new Grants(new InMemoryGrantStore(), (c, a, s, d) -> {}, clock),
            folder.resolve(name),
            Files.createDirectories(folder.resolve("shipped")),
            (caller, action, subject, details) -> {},
            clock);
    String address = "http://localhost:" + web.getAddress().getPort() + "/revocations";
    return new Node(plugins, new RevocationFeed(address, revocations, plugins::enforce));
  }

  /** As docs/trust.md says that it is written. */
  private byte[] list(int serial, String revoked) {
    String payload =
        "{\"format\":1,\"issuedAt\":\"2026-11-29T10:00:00Z\",\"revoked\":[%s],\"serial\":%d}"
            .formatted(revoked, serial);
    return Envelope.sign(
            "application/vnd.aiops.studio.revocations+json",
            payload.getBytes(StandardCharsets.UTF_8),
            issuer)
        .write();
  }

  @Test
  void what_is_revoked_while_it_serves_is_stopped_on_both_within_a_minute() {
    for (String name : List.of("acme.bad", "acme.good")) {
      byte[] jar = TestJars.agent(name, "1.0.0", name.substring(5), "hello").build();
      here.plugins().install(ADMIN, name + ".jar", new ByteArrayInputStream(jar));
    }
    Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> there.serves() && here.serves());
    here.feed().watch();
    there.feed().watch();

    // Both have just begun to wait: no look is longer away.
    published =
        list(2, "{\"name\":\"acme.bad\",\"reason\":\"It leaks secrets\",\"version\":\"1.0.0\"}");
    Instant from = Instant.now();
    Standstill.within(PROMISED, () -> !here.serves() && !there.serves());
    Duration took = Duration.between(from, Instant.now());
    System.out.printf(
        "{\"proof\": \"revoked over HTTP, stopped on two nodes\", \"seconds\": %.1f}%n",
        took.toMillis() / 1000.0);

    for (Node node : List.of(here, there)) {
      assertThat(node.plugins().registry().agent("bad")).isEmpty();
      assertThat(node.plugins().registry().agent("good"))
          .isPresent()
          .get()
          .satisfies(lease -> lease.close());
    }
    assertThat(store.history(1).getFirst().why())
        .isEqualTo("Stopped acme.bad 1.0.0: acme.bad 1.0.0 was revoked: It leaks secrets.");
    Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> asked.get() >= 2);
  }
}
