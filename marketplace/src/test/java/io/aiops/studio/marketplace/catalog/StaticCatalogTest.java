package io.aiops.studio.marketplace.catalog;

import static io.aiops.studio.marketplace.listing.TestListings.NOW;
import static io.aiops.studio.marketplace.listing.TestListings.index;
import static io.aiops.studio.marketplace.listing.TestListings.plugin;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops.studio.host.trust.Sha256;
import io.aiops.studio.host.trust.SigningKey;
import io.aiops.studio.marketplace.MovableClock;
import io.aiops.studio.marketplace.listing.CatalogIndex;
import io.aiops.studio.marketplace.listing.SignedIndex;
import io.aiops.studio.marketplace.publishing.TestPackage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StaticCatalogTest {

  private static final SigningKey KEY = SigningKey.create();
  private static final Duration LATER = Duration.ofMinutes(1);

  @TempDir private Path folder;

  private final MovableClock clock = new MovableClock(NOW);
  private final InMemorySourceStore seen = new InMemorySourceStore();

  @BeforeEach
  void enter() {
    seen.save(SourceStoreContract.source("public", 1, KEY.publicKey().text()));
  }

  private StaticCatalog catalog() {
    return new StaticCatalog("public", KEY.publicKey(), new FolderCarrier(folder), seen, clock);
  }

  private void shows(CatalogIndex index, SigningKey key) throws IOException {
    Files.write(folder.resolve(SignedIndex.FILE), SignedIndex.write(index, key));
  }

  private void shows(long serial) throws IOException {
    shows(index(serial, plugin("acme.greeter", "Greeter " + serial, "")), KEY);
  }

  @Test
  void takes_a_newer_index_when_it_looks_again() throws IOException {
    StaticCatalog catalog = catalog();
    shows(1);
    assertThat(catalog.index().serial()).isEqualTo(1);
    shows(2);
    assertThat(catalog.index().serial()).as("it does not look all the time").isEqualTo(1);
    clock.pass(LATER);
    assertThat(catalog.index().serial()).isEqualTo(2);
    assertThat(catalog.namespaces()).containsExactly("acme");
  }

  @Test
  void refuses_an_older_index_also_after_a_restart() throws IOException {
    shows(2);
    catalog().index();
    shows(1);
    StaticCatalog restarted = catalog();
    assertThatThrownBy(restarted::index)
        .isInstanceOf(CatalogException.class)
        .hasMessageContaining("serial: is 1, but the index with 2 was seen before");
  }

  @Test
  void refuses_another_index_with_the_same_serial() throws IOException {
    StaticCatalog catalog = catalog();
    shows(2);
    catalog.index();
    shows(index(2, plugin("acme.greeter", "Something else", "")), KEY);
    clock.pass(LATER);
    assertThat(catalog.index().listings().getFirst().title()).isEqualTo("Greeter 2");
    assertThat(catalog.failure()).hasMessageContaining("an older or other one is not taken");
  }

  @Test
  void serves_what_it_saw_while_it_is_away_but_not_beyond_its_time() throws IOException {
    StaticCatalog catalog = catalog();
    shows(1);
    catalog.index();
    Files.delete(folder.resolve(SignedIndex.FILE));
    clock.pass(LATER);
    assertThat(catalog.index().serial()).isEqualTo(1);
    assertThat(catalog.failure()).hasMessageContaining("index.dsse.json is not there");
    clock.pass(Duration.ofDays(8));
    assertThatThrownBy(catalog::index).isInstanceOf(CatalogException.class);
  }

  @Test
  void cannot_be_frozen_with_an_index_that_has_expired() throws IOException {
    shows(1);
    clock.pass(Duration.ofDays(8));
    StaticCatalog catalog = catalog();
    assertThatThrownBy(catalog::index).hasMessageContaining("has expired");
  }

  @Test
  void trusts_no_other_key() throws IOException {
    shows(index(9, plugin("acme.greeter", "Greeter", "")), SigningKey.create());
    StaticCatalog catalog = catalog();
    assertThatThrownBy(catalog::index).hasMessageContaining("another key");
    assertThat(seen.serial("public")).as("nothing of it was remembered").isZero();
  }

  @Test
  void gives_out_no_other_file_than_the_one_that_is_named() throws IOException {
    byte[] good = "good".getBytes(StandardCharsets.UTF_8);
    String hash = Sha256.of(good);
    Path files = Files.createDirectories(folder.resolve("files"));
    StaticCatalog catalog = catalog();
    assertThatThrownBy(() -> catalog.file(hash, 100)).hasMessageContaining("is not there");
    Files.write(files.resolve(hash), "evil".getBytes(StandardCharsets.UTF_8));
    assertThatThrownBy(() -> catalog.file(hash, 100)).hasMessageContaining("is another than");
    Files.write(files.resolve(hash), good);
    assertThat(catalog.file(hash, 100)).isEqualTo(good);
    assertThatThrownBy(() -> catalog.file(hash, 3)).hasMessageContaining("larger than 3 bytes");
    Files.delete(files.resolve(hash));
    Files.createDirectory(files.resolve(hash));
    assertThatThrownBy(() -> catalog.file(hash, 100)).hasMessageContaining("is not there");
  }

  @Test
  void is_read_from_one_file_as_from_a_folder() throws IOException {
    byte[] content = "content".getBytes(StandardCharsets.UTF_8);
    String hash = Sha256.of(content);
    Path archive = folder.resolve("catalog.zip");
    StaticCatalog catalog =
        new StaticCatalog("public", KEY.publicKey(), new ArchiveCarrier(archive), seen, clock);
    assertThatThrownBy(catalog::index).hasMessageContaining("the file is not there");
    Files.write(archive, content);
    clock.pass(LATER);
    assertThatThrownBy(catalog::index).isInstanceOf(CatalogException.class);
    Files.write(
        archive,
        TestPackage.zip(
            Map.of(
                SignedIndex.FILE,
                SignedIndex.write(index(4, plugin("acme.greeter", "Greeter", "")), KEY),
                "files/" + hash,
                content)));
    clock.pass(LATER);
    assertThat(catalog.index().serial()).isEqualTo(4);
    assertThat(catalog.file(hash, 100)).isEqualTo(content);
  }
}
