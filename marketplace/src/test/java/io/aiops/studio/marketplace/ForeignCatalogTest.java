package io.aiops.studio.marketplace;

import static io.aiops.studio.marketplace.RunningMarketplace.ACME;
import static io.aiops.studio.marketplace.RunningMarketplace.ADA;
import static io.aiops.studio.marketplace.RunningMarketplace.BEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.SimpleFileServer;
import com.sun.net.httpserver.SimpleFileServer.OutputLevel;
import io.aiops.studio.host.problem.ConflictException;
import io.aiops.studio.host.problem.InvalidException;
import io.aiops.studio.host.trust.Sha256;
import io.aiops.studio.host.trust.SigningKey;
import io.aiops.studio.marketplace.catalog.CatalogException;
import io.aiops.studio.marketplace.catalog.CatalogSource;
import io.aiops.studio.marketplace.catalog.Sources.State;
import io.aiops.studio.marketplace.listing.CatalogIndex;
import io.aiops.studio.marketplace.listing.Kind;
import io.aiops.studio.marketplace.listing.Listing;
import io.aiops.studio.marketplace.listing.Release;
import io.aiops.studio.marketplace.listing.SignedIndex;
import io.aiops.studio.marketplace.publishing.TestPackage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Another catalog, whose key is trusted and whose contents are not. */
class ForeignCatalogTest {

  private static final SigningKey KEEPER = SigningKey.create();
  private static final Instant AT = Instant.now().truncatedTo(ChronoUnit.SECONDS);

  @TempDir private static Path folder;

  @AutoClose private static RunningMarketplace running;
  private static Marketplace studio;

  @TempDir private Path catalog;

  private long serial;

  @BeforeAll
  static void start() throws IOException {
    running = RunningMarketplace.start(folder);
    studio = running.marketplace();
  }

  @BeforeEach
  void makeFolder() throws IOException {
    Files.createDirectories(catalog.resolve("files"));
  }

  @AfterEach
  void leave() {
    studio.sources().list(ADA).stream()
        .map(state -> state.source().name())
        .forEach(name -> studio.sources().remove(ADA, name));
  }

  private String file(byte[] content) throws IOException {
    String hash = Sha256.of(content);
    Files.write(catalog.resolve("files").resolve(hash), content);
    return hash;
  }

  /** One listing with one version. */
  private State shows(String id, String version, String icon, byte[] content) throws IOException {
    Release release = new Release(version, file(content), content.length, "", Map.of(), "", AT, "");
    String publisher = id.substring(0, id.indexOf('.'));
    Listing listing =
        new Listing(
            id,
            Kind.PLUGIN,
            publisher,
            "Acme",
            id,
            "",
            "Apache-2.0",
            "",
            icon,
            List.of(),
            List.of(),
            List.of(),
            "",
            "",
            7,
            2,
            9,
            List.of(release));
    CatalogIndex index =
        new CatalogIndex(
            "public",
            ++serial,
            AT,
            AT.plus(Duration.ofDays(1)),
            List.of(publisher),
            List.of(listing));
    Files.write(catalog.resolve(SignedIndex.FILE), SignedIndex.write(index, KEEPER));
    return enter(CatalogSource.Kind.FOLDER, catalog.toString());
  }

  private static State enter(CatalogSource.Kind kind, String location) {
    return studio.sources().save(ADA, "public", 1, kind, location, KEEPER.publicKey().text());
  }

  @Test
  void gives_what_is_signed_by_its_publisher_from_a_web_server_too() throws IOException {
    byte[] bytes = TestPackage.of("acme.web", "1.0.0").sign(ACME);
    shows("acme.web", "1.0.0", "", bytes);
    InetSocketAddress here = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    HttpServer server =
        SimpleFileServer.createFileServer(here, catalog.toRealPath(), OutputLevel.NONE);
    server.start();
    try {
      String address =
          "http://"
              + InetAddress.getLoopbackAddress().getHostAddress()
              + ":"
              + server.getAddress().getPort()
              + "/";
      assertThat(enter(CatalogSource.Kind.SERVER, address).problem()).isNull();
      assertThat(studio.browsing().fetch(BEN, "acme.web", "1.0.0").bytes()).isEqualTo(bytes);
      assertThat(running.listing("acme.web"))
          .as("its own numbers and ours")
          .returns(8L, Listing::downloads)
          .returns(9L, Listing::stars);
    } finally {
      server.stop(0);
    }
  }

  @Test
  void cannot_give_a_package_that_is_something_else() throws IOException {
    byte[] other = TestPackage.of("acme.other", "2.0.0").sign(ACME);
    shows("acme.listed", "1.0.0", "", other);
    assertThatThrownBy(() -> studio.browsing().fetch(BEN, "acme.listed", "1.0.0"))
        .isInstanceOf(InvalidException.class)
        .hasMessageContaining("but the package is acme.other 2.0.0");
    assertThat(running.listing("acme.listed").downloads()).as("it is not counted").isEqualTo(7);
  }

  @Test
  void cannot_give_what_its_publisher_did_not_sign() throws IOException {
    shows("acme.forged", "1.0.0", "", TestPackage.of("acme.forged", "1.0.0").sign(KEEPER));
    assertThatThrownBy(() -> studio.browsing().fetch(BEN, "acme.forged", "1.0.0"))
        .isInstanceOf(InvalidException.class)
        .hasMessageContaining("none of 'Acme Tools'");
    leave();
    shows("acme.bare", "1.0.0", "", TestPackage.of("acme.bare", "1.0.0").jar());
    assertThatThrownBy(() -> studio.browsing().fetch(BEN, "acme.bare", "1.0.0"))
        .isInstanceOf(InvalidException.class)
        .hasMessageContaining("are signed; this jar is not");
  }

  @Test
  void cannot_change_a_file_behind_its_index() throws IOException {
    byte[] bytes = TestPackage.of("acme.swapped", "1.0.0").sign(ACME);
    shows("acme.swapped", "1.0.0", "", bytes);
    byte[] other = TestPackage.of("acme.swapped", "1.0.0").header("Studio-Hosts", "*").sign(ACME);
    Files.write(catalog.resolve("files").resolve(Sha256.of(bytes)), other);
    assertThatThrownBy(() -> studio.browsing().fetch(BEN, "acme.swapped", "1.0.0"))
        .isInstanceOf(CatalogException.class);
  }

  @Test
  void cannot_show_as_a_picture_what_is_none() throws IOException {
    byte[] svg = "<svg onload='alert(1)'/>".getBytes(StandardCharsets.UTF_8);
    String icon = file(svg);
    shows("acme.icon", "1.0.0", icon, TestPackage.of("acme.icon", "1.0.0").sign(ACME));
    assertThatThrownBy(() -> studio.browsing().picture(BEN, "acme.icon", icon))
        .isInstanceOf(InvalidException.class)
        .hasMessageContaining("is no PNG");
  }

  @Test
  void cannot_offer_anything_in_a_namespace_of_ours() throws IOException {
    running.publish("corp.inner", "1.0.0");
    byte[] signed = TestPackage.of("corp.inner", "99.0.0").sign(ACME);
    State state = shows("corp.inner", "99.0.0", "", signed);
    assertThat(state.refused()).hasSize(1);
    assertThat(running.listing("corp.inner").newest().orElseThrow().version()).isEqualTo("1.0.0");
    shows("corp.fresh", "1.0.0", "", signed);
    assertThatThrownBy(() -> studio.browsing().get(BEN, "corp.fresh"))
        .isInstanceOf(ConflictException.class)
        .hasMessageContaining("is kept by 'own'");
  }
}
