package io.aiops.studio.marketplace;

import static io.aiops.studio.marketplace.RunningMarketplace.ACME;
import static io.aiops.studio.marketplace.RunningMarketplace.ADA;
import static io.aiops.studio.marketplace.RunningMarketplace.BEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.aiops.studio.host.problem.ConflictException;
import io.aiops.studio.host.problem.InvalidException;
import io.aiops.studio.host.problem.NotFoundException;
import io.aiops.studio.host.trust.Ed25519Key;
import io.aiops.studio.marketplace.catalog.CatalogSource;
import io.aiops.studio.marketplace.catalog.DownloadStore.Count;
import io.aiops.studio.marketplace.catalog.Fetched;
import io.aiops.studio.marketplace.catalog.Search.Query;
import io.aiops.studio.marketplace.catalog.Search.Sort;
import io.aiops.studio.marketplace.catalog.SourceStore;
import io.aiops.studio.marketplace.catalog.SourceStoreContract;
import io.aiops.studio.marketplace.catalog.Sources.State;
import io.aiops.studio.marketplace.catalog.Update;
import io.aiops.studio.marketplace.listing.CatalogIndex;
import io.aiops.studio.marketplace.listing.Listing;
import io.aiops.studio.marketplace.listing.Release;
import io.aiops.studio.marketplace.listing.SignedIndex;
import io.aiops.studio.marketplace.listing.TestPictures;
import io.aiops.studio.marketplace.persistence.JdbiSourceStore;
import io.aiops.studio.marketplace.publishing.About;
import io.aiops.studio.marketplace.publishing.Submission;
import io.aiops.studio.marketplace.publishing.TestPackage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a submission to a package in somebody's hands, and on to another studio. */
class BrowsingTest {

  @TempDir private static Path folder;

  @AutoClose private static RunningMarketplace running;
  private static Marketplace studio;

  @BeforeAll
  static void start() throws IOException {
    running = RunningMarketplace.start(folder);
    studio = running.marketplace();
  }

  @Test
  void a_version_goes_from_its_submission_to_somebody_who_fetches_it() {
    byte[] bytes =
        TestPackage.of("acme.greeter", "1.2.0")
            .file("icon.png", TestPictures.png(64, 64))
            .file("screenshots/01.png", TestPictures.png(640, 320))
            .sign(ACME);
    Submission submission = running.submit(bytes);
    assertThat(submission.state()).isEqualTo(Submission.State.SUBMITTED);
    assertThat(submission.shown().code()).isEqualTo("CLEAN");
    assertThatThrownBy(() -> running.listing("acme.greeter"))
        .as("nobody sees it before it is published")
        .isInstanceOf(NotFoundException.class);

    About about = new About("**First** version.", List.of("chat"), List.of("agents"));
    studio.publishing().describe(ADA, submission.id(), about);
    Submission published = studio.publishing().publish(ADA, submission.id());
    assertThat(published)
        .returns("ada", Submission::decidedBy)
        .returns(Submission.State.PUBLISHED, Submission::state);

    Listing listing = running.listing("acme.greeter");
    assertThat(listing)
        .returns("Greeter", Listing::title)
        .returns("Greets people.", Listing::summary)
        .returns("Acme Tools", Listing::publisherName)
        .returns("Apache-2.0", Listing::licence)
        .returns(List.of("chat"), Listing::tags);
    Release release = listing.newest().orElseThrow();
    assertThat(release)
        .returns("1.2.0", Release::version)
        .returns("[1.0,2)", Release::api)
        .returns(Map.of("Studio-Hosts", "api.acme.com"), Release::declares)
        .returns("**First** version.", Release::notes);
    assertThat(studio.browsing().readme(BEN, "acme.greeter"))
        .isEqualTo("<h3>Greeter</h3>\n<p>It <em>greets</em>.</p>");
    assertThat(studio.browsing().picture(BEN, "acme.greeter", listing.icon())).isNotEmpty();
    assertThatThrownBy(() -> studio.browsing().picture(BEN, "acme.greeter", release.file()))
        .as("a package is no picture")
        .isInstanceOf(NotFoundException.class);

    Fetched fetched = studio.browsing().fetch(BEN, "acme.greeter", "1.2.0");
    assertThat(fetched.bytes()).isEqualTo(bytes);
    assertThat(running.listing("acme.greeter").downloads()).isEqualTo(1);
    assertThat(studio.browsing().statistics(ADA, "acme.greeter", 7))
        .extracting(Count::version, Count::times)
        .containsExactly(tuple("1.2.0", 1L));
    Query greeting = new Query("greter", null, "chat", null, null, true, Sort.RELEVANCE);
    assertThat(studio.browsing().search(BEN, greeting).offers())
        .extracting(offer -> offer.listing().id())
        .containsExactly("acme.greeter");
  }

  @Test
  void a_withdrawn_version_is_shown_but_not_given_out() {
    running.publish("acme.bad", "1.0.0");
    running.publish("acme.bad", "1.1.0");
    studio.keeping().yank(ADA, "acme.bad", "1.1.0", "It loses mails.");
    assertThat(running.listing("acme.bad").newest().orElseThrow().version()).isEqualTo("1.0.0");
    assertThat(running.listing("acme.bad").release("1.1.0").orElseThrow().yanked())
        .isEqualTo("It loses mails.");
    assertThatThrownBy(() -> studio.browsing().fetch(BEN, "acme.bad", "1.1.0"))
        .isInstanceOf(ConflictException.class)
        .hasMessageContaining("was withdrawn: It loses mails.");
    studio.keeping().unyank(ADA, "acme.bad", "1.1.0");
    assertThat(studio.browsing().fetch(BEN, "acme.bad", "1.1.0").bytes()).isNotEmpty();
    assertThatThrownBy(() -> studio.keeping().yank(ADA, "acme.bad", "9.0.0", "x"))
        .isInstanceOf(NotFoundException.class);
  }

  @Test
  void an_update_says_what_it_wants_more() {
    running.publish("acme.grows", "1.0.0");
    byte[] next =
        TestPackage.of("acme.grows", "1.1.0")
            .header("Studio-Hosts", "api.acme.com,evil.com")
            .header("Studio-Secrets", "token")
            .sign(ACME);
    studio.publishing().publish(ADA, running.submit(next).id());
    assertThat(studio.browsing().updates(BEN, Map.of("acme.grows", "1.1.0", "acme.none", "1.0")))
        .isEmpty();
    studio.keeping().yank(ADA, "acme.grows", "1.0.0", "Old.");
    assertThat(studio.browsing().updates(BEN, Map.of("acme.grows", "1.0")))
        .containsExactly(
            new Update(
                "acme.grows",
                "1.0.0",
                "1.1.0",
                "own",
                "",
                Map.of("Studio-Hosts", "api.acme.com,evil.com", "Studio-Secrets", "token"),
                "Old.",
                ""));
  }

  @Test
  void what_is_exported_is_a_catalog_for_others() throws IOException {
    running.publish("acme.exported", "1.0.0");
    byte[] first = studio.issuer().index(BEN);
    assertThat(studio.issuer().index(BEN)).as("the same as long as it is").isEqualTo(first);
    Ed25519Key key = studio.issuer().key(BEN);
    CatalogIndex before = SignedIndex.read(first, key, Instant.now());
    running.publish("acme.exported", "1.1.0");
    Path archive = folder.resolve("catalog.zip");
    try (OutputStream out = Files.newOutputStream(archive)) {
      studio.issuer().export(ADA, out);
    }
    State state =
        studio
            .sources()
            .save(ADA, "mirror", 1, CatalogSource.Kind.ARCHIVE, archive.toString(), key.text());
    assertThat(state.problem()).isNull();
    assertThat(state.serial()).isGreaterThan(before.serial());
    assertThat(state.listings()).isPositive();
    assertThat(state.refused())
        .as("our own goes before it")
        .extracting(one -> one.keeper())
        .contains("own");
    studio.sources().remove(ADA, "mirror");
  }

  @Test
  void catalogs_are_entered_whole_or_not_at_all() {
    String key = ACME.publicKey().text();
    assertThatThrownBy(
            () -> studio.sources().save(ADA, "own", 0, CatalogSource.Kind.SERVER, "ftp://x/", key))
        .isInstanceOf(InvalidException.class)
        .hasMessageContaining("name: ")
        .hasMessageContaining("position: is 0")
        .hasMessageContaining("location: is no address");
    assertThatThrownBy(
            () -> studio.sources().save(ADA, "x", 1, CatalogSource.Kind.FOLDER, "/x", "key"))
        .hasMessageContaining("indexKey");
    State away =
        studio.sources().save(ADA, "away", 1, CatalogSource.Kind.FOLDER, "/not/there", key);
    assertThat(away.problem()).contains("index.dsse.json is not there");
    assertThatThrownBy(
            () -> studio.sources().save(ADA, "y", 1, CatalogSource.Kind.FOLDER, "/y", key))
        .hasMessageContaining("position: 1 is another catalog's");
    studio.sources().remove(ADA, "away");
    assertThat(studio.sources().list(ADA)).isEmpty();
  }

  @Nested
  class SourcesInPostgres extends SourceStoreContract {

    @Override
    protected SourceStore store() {
      SourceStore store = new JdbiSourceStore(running.foundation().database());
      store.list().forEach(source -> store.remove(source.name()));
      return store;
    }
  }
}
