package io.aiops.studio.marketplace;

import static io.aiops.studio.marketplace.RunningMarketplace.ACME;
import static io.aiops.studio.marketplace.RunningMarketplace.ADA;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.aiops.studio.host.plugin.PluginView;
import io.aiops.studio.host.trust.Sha256;
import io.aiops.studio.host.trust.SigningKey;
import io.aiops.studio.marketplace.catalog.CatalogSource;
import io.aiops.studio.marketplace.install.Installation;
import io.aiops.studio.marketplace.install.Installations;
import io.aiops.studio.marketplace.install.Installations.Request;
import io.aiops.studio.marketplace.install.Stage;
import io.aiops.studio.marketplace.listing.CatalogIndex;
import io.aiops.studio.marketplace.listing.Release;
import io.aiops.studio.marketplace.listing.SignedIndex;
import io.aiops.studio.marketplace.listing.TestListings;
import io.aiops.studio.marketplace.publishing.TestPackage;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Installing from a web server that cannot be trusted, or that takes its time. */
class MirrorInstallationTest {

  private static final SigningKey KEEPER = SigningKey.create();
  private static final Duration LIMIT = Duration.ofMinutes(1);

  @TempDir private Path folder;

  private final Map<String, byte[]> files = new ConcurrentHashMap<>();
  private final CountDownLatch released = new CountDownLatch(1);
  private volatile int held = Integer.MAX_VALUE;
  private RunningMarketplace running;
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    running = RunningMarketplace.start(folder);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext(
        "/",
        exchange -> {
          byte[] file = files.getOrDefault(exchange.getRequestURI().getPath(), new byte[0]);
          exchange.sendResponseHeaders(file.length == 0 ? 404 : 200, file.length);
          try (OutputStream body = exchange.getResponseBody()) {
            int first = Math.min(file.length, held);
            body.write(file, 0, first);
            body.flush();
            if (first < file.length && wait(released)) {
              body.write(file, first, file.length - first);
            }
          }
        });
    server.start();
  }

  private static boolean wait(CountDownLatch latch) {
    try {
      return latch.await(LIMIT.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @AfterEach
  void stop() {
    released.countDown();
    server.stop(0);
    running.close();
  }

  private Installations installations() {
    return running.marketplace().installations();
  }

  /** As the index has it; the file may be another one. */
  private void shows(byte[] listed, byte[] given) {
    Instant at = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    String hash = Sha256.of(listed);
    CatalogIndex index =
        new CatalogIndex(
            "public",
            1,
            at,
            at.plus(Duration.ofDays(1)),
            List.of("acme"),
            List.of(
                TestListings.listing(
                    "acme.tool",
                    "Tool",
                    "",
                    List.of(),
                    List.of(new Release("1.0.0", hash, listed.length, "", Map.of(), "", at, "")))));
    files.put("/" + SignedIndex.FILE, SignedIndex.write(index, KEEPER));
    files.put("/files/" + hash, given);
    String address =
        "http://%s:%d/"
            .formatted(
                InetAddress.getLoopbackAddress().getHostAddress(), server.getAddress().getPort());
    running
        .marketplace()
        .sources()
        .save(ADA, "public", 1, CatalogSource.Kind.SERVER, address, KEEPER.publicKey().text());
  }

  private Installation await(Installation begun, Stage stage) {
    return Awaitility.await()
        .atMost(LIMIT)
        .until(() -> installations().get(ADA, begun.id()), now -> now.stage() == stage);
  }

  private List<String> installed() {
    return running.studio().plugins().list(ADA).stream().map(PluginView::name).toList();
  }

  @Test
  void a_file_that_the_mirror_changed_is_refused() {
    byte[] signed = TestPackage.of("acme.tool", "1.0.0").sign(ACME);
    shows(
        signed, TestPackage.of("acme.tool", "1.0.0").header("Studio-Wants", "model:*").sign(ACME));
    Installation begun = installations().start(ADA, Request.of("acme.tool", null));
    assertThat(await(begun, Stage.REFUSED).sentence())
        .contains("The catalog 'public' cannot be read", "Nothing was changed.");
    assertThat(installed()).isEmpty();
  }

  @Test
  void a_package_that_its_publisher_did_not_sign_is_refused_though_the_index_names_it() {
    byte[] forged = TestPackage.of("acme.tool", "1.0.0").sign(KEEPER);
    shows(forged, forged);
    Installation begun = installations().start(ADA, Request.of("acme.tool", null));
    assertThat(await(begun, Stage.REFUSED).sentence())
        .contains("none of 'Acme Tools'", "Nothing was changed.");
    assertThat(installed()).isEmpty();
  }

  @Test
  void it_is_seen_how_much_has_come_and_whoever_waits_no_more_ends_it() {
    byte[] signed =
        TestPackage.of("acme.tool", "1.0.0")
            .agent("quiet")
            .inside("data.bin", new byte[500_000])
            .sign(ACME);
    held = 300_000;
    shows(signed, signed);
    Installation begun = installations().start(ADA, Request.of("acme.tool", null));
    Awaitility.await()
        .atMost(LIMIT)
        .untilAsserted(() ->
            assertThat(installations().get(ADA, begun.id()))
                .returns(Stage.FETCHING, Installation::stage)
                .returns(300_000L, Installation::done)
                .returns((long) signed.length, Installation::total));
    installations().cancel(ADA, begun.id());
    assertThat(await(begun, Stage.CANCELLED).sentence())
        .isEqualTo("acme.tool 1.0.0 was not installed: it was cancelled. Nothing was changed.");
    assertThat(installed()).isEmpty();
    held = Integer.MAX_VALUE;
    Installation again = installations().start(ADA, Request.of("acme.tool", null));
    await(again, Stage.DONE);
    assertThat(installed()).containsExactly("acme.tool");
  }
}
