package io.aiops.studio.marketplace;

import static io.aiops.studio.marketplace.RunningMarketplace.ACME;
import static io.aiops.studio.marketplace.RunningMarketplace.ADA;
import static io.aiops.studio.marketplace.RunningMarketplace.BEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;
import static org.awaitility.Awaitility.await;

import io.aiops.studio.host.definition.WorkflowOrigin;
import io.aiops.studio.host.engine.ExecutionService.StartRequest;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.identity.Role;
import io.aiops.studio.host.problem.InvalidException;
import io.aiops.studio.host.trust.SigningKey;
import io.aiops.studio.marketplace.catalog.CatalogSource;
import io.aiops.studio.marketplace.catalog.Update;
import io.aiops.studio.marketplace.install.Installations.Request;
import io.aiops.studio.marketplace.listing.Kind;
import io.aiops.studio.marketplace.listing.Listing;
import io.aiops.studio.marketplace.publishing.Submission;
import io.aiops.studio.marketplace.publishing.TestPackage;
import io.aiops.studio.marketplace.template.Choices;
import io.aiops.studio.marketplace.template.Installed;
import io.aiops.studio.marketplace.template.TemplateFile;
import io.aiops.studio.marketplace.template.TemplateService;
import io.aiops.studio.marketplace.template.TestTemplates;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Templates go the way of plugins: signed, submitted, listed, fetched, handed on. */
class TemplateCatalogTest {

  @TempDir private static Path folder;

  private static RunningMarketplace running;
  private static Marketplace studio;

  @BeforeAll
  static void start() throws IOException {
    running = RunningMarketplace.start(folder);
    studio = running.marketplace();
  }

  @AfterAll
  static void stop() {
    running.close();
  }

  private static byte[] signed(String id, String version) {
    return TestTemplates.sign(TestTemplates.plain(id, version, "# Greets"), ACME);
  }

  @Test
  void a_template_is_published_found_fetched_and_made_a_workflow_of() {
    byte[] bytes = signed("acme.greet", "1.0.0");
    Submission submission = running.submit(bytes);
    assertThat(submission.shown().kind()).isEqualTo(Kind.TEMPLATE);
    studio.publishing().publish(ADA, submission.id());
    Listing listing = running.listing("acme.greet");
    assertThat(listing)
        .returns(Kind.TEMPLATE, Listing::kind)
        .returns("Acme Tools", Listing::publisherName)
        .returns("Greets whoever comes.", Listing::summary);
    assertThat(studio.browsing().readme(BEN, "acme.greet")).contains("Greets");
    assertThat(studio.browsing().fetch(BEN, "acme.greet", "1.0.0").bytes()).isEqualTo(bytes);
    assertThatThrownBy(() -> studio.installations().start(ADA, Request.of("acme.greet", null)))
        .isInstanceOf(InvalidException.class)
        .hasMessageContaining("is a template");

    Installed made =
        new TemplateService(running.studio())
            .install(running.administrator(), TemplateFile.read("template", bytes), Choices.NONE);
    assertThat(made.template()).isEqualTo("acme.greet");
    assertThat(studio.evidences().of(BEN, "acme.greet", "1.0.0").lineage()).isEmpty();
    assertThat(newer()).as("it is the newest").isEmpty();
    ran(made.workflow());
    studio.publishing().publish(ADA, running.submit(signed("acme.greet", "1.1.0")).id());
    assertThat(newer())
        .extracting(Update::id, Update::installed, Update::version, Update::workflow)
        .containsExactly(tuple("acme.greet", "1.0.0", "1.1.0", made.workflow()));
  }

  /** Whoever's workspace ran what was made of it may review it, whoever fetched it. */
  private static void ran(String workflow) {
    Caller caller = running.administrator();
    assertThat(studio.reviews().may(caller, "acme.greet")).isFalse();
    running.studio().executions().start(caller, new StartRequest(workflow, null, Map.of(), null));
    await().atMost(Duration.ofMinutes(1)).until(() -> studio.reviews().may(caller, "acme.greet"));
    assertThat(studio.reviews().write(caller, "acme.greet", 4, "").version()).isEqualTo("1.0.0");
    assertThat(studio.reviews().may(RunningMarketplace.caller("eve", Role.VIEWER), "acme.greet"))
        .as("of another workspace")
        .isFalse();
  }

  /** Of templates that workflows of the first workspace were made from. */
  private static List<Update> newer() {
    List<WorkflowOrigin> origins = running.studio().workflows().origins(running.administrator());
    return studio.browsing().templateUpdates(running.administrator(), origins);
  }

  @Test
  void what_its_publisher_did_not_sign_is_no_listing_and_becomes_no_workflow() {
    TemplateFile plain = TestTemplates.plain("acme.forged", "1.0.0", "# Greets");
    SigningKey other = SigningKey.create();
    refused(plain.write(), "is not signed");
    refused(TestTemplates.sign(plain, other), "none of 'Acme Tools'");
    byte[] good = TestTemplates.sign(plain, ACME);
    refused(
        TestTemplates.with(
            TemplateFile.read("t", good), "README.md", "# Evil".getBytes(StandardCharsets.UTF_8)),
        "README.md is not the file that the publisher signed");
    TemplateFile later = TestTemplates.plain("acme.forged", "2.0.0", "# Greets");
    byte[] statement = TemplateFile.read("t", good).statement().orElseThrow();
    refused(TestTemplates.with(later, "statement.dsse.json", statement), "Template-Version");
    refused(
        TestTemplates.sign(TestTemplates.plain("nobody.owns", "1.0.0", ""), ACME),
        "is in no known publisher's namespace");
  }

  /** By the catalog, and when somebody has the file; what nobody owns is only no listing. */
  private static void refused(byte[] bytes, String why) {
    assertThatThrownBy(() -> running.submit(bytes))
        .isInstanceOf(InvalidException.class)
        .hasMessageContaining(why.replace(" is not the", ": is not the"));
    TemplateFile file = TemplateFile.read("template", bytes);
    TemplateService templates = new TemplateService(running.studio());
    if (file.manifest().id().startsWith("acme.")) {
      assertThatThrownBy(() -> templates.install(running.administrator(), file, Choices.NONE))
          .isInstanceOf(InvalidException.class)
          .hasMessageContaining("igned");
    } else {
      assertThat(templates.plan(running.administrator(), file, Choices.NONE).problems()).isEmpty();
    }
  }

  @Test
  void a_name_is_a_plugins_or_a_templates() {
    studio.publishing().publish(ADA, running.submit(signed("acme.both", "1.0.0")).id());
    assertThatThrownBy(() -> running.submit(TestPackage.of("acme.both", "1.1.0").sign(ACME)))
        .hasMessageContaining("is a template in the catalog, not a plugin");
  }

  @Test
  void an_exported_catalog_carries_templates_to_a_studio_without_a_network() throws IOException {
    byte[] bytes = signed("acme.carried", "1.0.0");
    studio.publishing().publish(ADA, running.submit(bytes).id());
    Path archive = folder.resolve("catalog.zip");
    try (OutputStream out = Files.newOutputStream(archive)) {
      studio.issuer().export(ADA, out);
    }
    Path other = Files.createDirectories(folder.resolve("other"));
    try (RunningMarketplace second = RunningMarketplace.start(other)) {
      second
          .marketplace()
          .sources()
          .save(
              ADA,
              "usb",
              1,
              CatalogSource.Kind.ARCHIVE,
              archive.toRealPath().toString(),
              studio.issuer().key(ADA).text());
      assertThat(second.marketplace().browsing().fetch(BEN, "acme.carried", "1.0.0").bytes())
          .isEqualTo(bytes);
    }
  }
}
