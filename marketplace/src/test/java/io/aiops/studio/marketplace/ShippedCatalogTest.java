package io.aiops.studio.marketplace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.aiops.studio.host.Assembly;
import io.aiops.studio.host.StudioConfig;
import io.aiops.studio.host.grant.Grant;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.persistence.Sql;
import io.aiops.studio.host.plugin.PluginView;
import io.aiops.studio.host.problem.InvalidException;
import io.aiops.studio.host.trust.Publisher;
import io.aiops.studio.host.trust.SigningKey;
import io.aiops.studio.host.trust.TrustReport;
import io.aiops.studio.host.trust.TrustReport.Signed;
import io.aiops.studio.marketplace.catalog.Offer;
import io.aiops.studio.marketplace.catalog.Search.Query;
import io.aiops.studio.marketplace.catalog.Search.Sort;
import io.aiops.studio.marketplace.listing.Kind;
import io.aiops.studio.marketplace.publishing.TestPackage;
import io.aiops.studio.marketplace.publishing.TestShelf;
import io.aiops.studio.marketplace.template.TestTemplates;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What came with the studio: installed from a catalog, by the same gate, and people's from then on.
 */
class ShippedCatalogTest {

  private static final SigningKey KEY = SigningKey.create();
  private static final Caller ADA = RunningMarketplace.administrator("ada");

  @TempDir private Path folder;

  private Assembly assembly;
  private Marketplace marketplace;

  private void start() {
    start("refuse");
  }

  private void start(String unsigned) {
    assembly =
        Assembly.start(
            StudioConfig.from(
                Map.of(
                    "STUDIO_DATA",
                    folder.resolve("data").toString(),
                    "STUDIO_PLUGINS",
                    folder.resolve("shelf").toString(),
                    "STUDIO_UNSIGNED",
                    unsigned,
                    "STUDIO_MODEL_PROBE",
                    "off")));
    marketplace = Marketplace.open(assembly.foundation(), assembly.studio());
  }

  @AfterEach
  void stop() {
    marketplace.close();
    assembly.close();
  }

  private void restart() {
    stop();
    start();
  }

  private void ships(TestPackage... packages) throws IOException {
    TestShelf.make(folder.resolve("shelf"), KEY, packages);
  }

  private static TestPackage greeter(String version) {
    return TestPackage.of("acme.greeter", version).agent("greeter");
  }

  private List<PluginView> plugins() {
    return assembly.studio().plugins().list(ADA);
  }

  private String version() {
    return plugins().getFirst().version();
  }

  @Test
  void a_fresh_studio_takes_it_from_its_catalog_signed_and_offers_what_wants_more_as_an_update()
      throws IOException {
    ships(greeter("1.0.0").header("Studio-Wants", "model:*"));
    start();
    assertThat(plugins())
        .singleElement()
        .returns("1.0.0", PluginView::version)
        .returns(true, PluginView::shipped)
        .returns(PluginView.State.ACTIVE, PluginView::state);
    assertThat(assembly.studio().trust().of(ADA, "acme.greeter").judgement().trust().signed())
        .isEqualTo(Signed.SIGNED);
    assertThat(assembly.studio().publishers().list(ADA))
        .singleElement()
        .returns("studio", Publisher::addedBy);
    assertThat(assembly.studio().grants().list(ADA, "acme.greeter"))
        .extracting(Grant::permission, Grant::by)
        .containsExactly(tuple("model:*", "studio"));
    assertThat(marketplace.browsing().get(ADA, "acme.greeter").catalog()).isEqualTo("shipped");

    ships(greeter("1.1.0").header("Studio-Wants", "model:*"));
    restart();
    assertThat(version()).as("it wants no more").isEqualTo("1.1.0");
    ships(greeter("1.2.0").header("Studio-Wants", "model:*,host:api.acme.com"));
    restart();
    assertThat(version()).as("it wants more, and nobody let it").isEqualTo("1.1.0");
    assertThat(marketplace.browsing().updates(ADA, Map.of("acme.greeter", "1.1.0")))
        .singleElement()
        .matches(update -> update.version().equals("1.2.0"));
  }

  @Test
  void its_packages_are_kept_whole_also_of_what_an_earlier_version_put_there() throws IOException {
    ships(greeter("1.0.0"));
    start();
    assertThat(assembly.studio().trust().signedPackage(ADA, "acme.greeter")).isPresent();
    new Sql(assembly.foundation().database()).change("delete from plugin_papers", Map.of());
    assertThat(assembly.studio().trust().signedPackage(ADA, "acme.greeter")).isEmpty();
    restart();
    assertThat(assembly.studio().trust().signedPackage(ADA, "acme.greeter")).isPresent();
  }

  @Test
  void a_data_folder_of_a_version_with_a_longer_namespace_takes_what_is_signed_with_another_key()
      throws IOException {
    SigningKey earlier = SigningKey.create();
    TestPackage old = TestPackage.of("acme.tool.greeter", "1.0.0").agent("greeter");
    TestShelf.make(folder.resolve("shelf"), "acme.tool", earlier, List.of(), old);
    start();
    ships(TestPackage.of("acme.tool.greeter", "1.1.0").agent("greeter"));
    restart();
    assertThat(plugins())
        .singleElement()
        .returns("1.1.0", PluginView::version)
        .returns(PluginView.State.ACTIVE, PluginView::state);
    assertThat(assembly.studio().trust().of(ADA, "acme.tool.greeter").judgement().trust())
        .returns(Signed.SIGNED, TrustReport::signed)
        .returns(KEY.publicKey().id(), TrustReport::keyId);
    assertThat(assembly.studio().publishers().list(ADA))
        .extracting(Publisher::namespace)
        .containsExactly("acme", "acme.tool");
    assertThat(marketplace.browsing().fetch(ADA, "acme.tool.greeter", "1.1.0").bytes())
        .isNotEmpty();
  }

  @Test
  void whoever_takes_its_publisher_out_is_obeyed() throws IOException {
    ships(greeter("1.0.0"));
    start();
    assembly.studio().publishers().remove(ADA, "acme");
    ships(greeter("1.1.0"));
    stop();
    start("allow");
    assertThat(assembly.studio().publishers().list(ADA)).isEmpty();
    assertThat(version()).as("nothing new of it is let in").isEqualTo("1.0.0");
    assertThatThrownBy(() -> marketplace.browsing().fetch(ADA, "acme.greeter", "1.1.0"))
        .isInstanceOf(InvalidException.class)
        .hasMessageContaining("is in no known publisher's namespace");
  }

  @Test
  void what_was_changed_or_is_signed_by_another_is_not_loaded_and_the_rest_is() throws IOException {
    ships(greeter("1.0.0"), TestPackage.of("acme.other", "1.0.0").agent("other"));
    try (Stream<Path> files = Files.list(folder.resolve("shelf/files"))) {
      for (Path file : files.toList()) {
        byte[] content = Files.readAllBytes(file);
        if (new String(content, StandardCharsets.ISO_8859_1)
            .contains("Bundle-SymbolicName: acme.other")) {
          content[content.length / 2]++;
          Files.write(file, content);
        }
      }
    }
    start();
    assertThat(plugins()).extracting(PluginView::name).containsExactly("acme.greeter");
  }

  @Test
  void a_template_that_came_with_it_is_found_and_fetched_and_is_no_plugin() throws IOException {
    byte[] template = TestTemplates.sign(TestTemplates.plain("acme.welcome", "1.0.0", ""), KEY);
    TestShelf.make(folder.resolve("shelf"), KEY, List.of(template), greeter("1.0.0"));
    start();
    assertThat(plugins()).extracting(PluginView::name).containsExactly("acme.greeter");
    Query query = new Query("grets", Kind.TEMPLATE, null, null, null, true, Sort.RELEVANCE);
    assertThat(marketplace.browsing().search(ADA, query).offers())
        .singleElement()
        .returns("shipped", Offer::catalog)
        .returns("acme.welcome", offer -> offer.listing().id());
    assertThat(marketplace.browsing().fetch(ADA, "acme.welcome", "1.0.0").bytes())
        .isEqualTo(template);
  }
}
