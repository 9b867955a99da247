package io.aiops.studio.marketplace;

import static io.aiops.studio.marketplace.RunningMarketplace.ACME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.json.Json;
import io.aiops.studio.host.persistence.Sql;
import io.aiops.studio.host.plugin.PluginView;
import io.aiops.studio.host.problem.InvalidException;
import io.aiops.studio.host.problem.UnavailableException;
import io.aiops.studio.host.trust.Envelope;
import io.aiops.studio.host.trust.SigningKey;
import io.aiops.studio.marketplace.listing.Listing;
import io.aiops.studio.marketplace.publishing.TestPackage;
import io.aiops.studio.marketplace.template.Choices;
import io.aiops.studio.marketplace.template.Lock;
import io.aiops.studio.marketplace.template.Plan.PluginNeed;
import io.aiops.studio.marketplace.template.Plan.State;
import io.aiops.studio.marketplace.template.TemplateFile;
import io.aiops.studio.marketplace.template.TemplateService;
import io.aiops.studio.marketplace.template.TestTemplates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A template's plugin comes from a catalog in the bytes that its lock names, or not at all. */
class TemplateConfusionTest {

  private static final SigningKey ISSUER = SigningKey.create();
  private static final long MIB = 1024L * 1024;

  @TempDir private static Path folder;

  private static RunningMarketplace running;
  private static TemplateService templates;
  private static Caller admin;

  @TempDir private Path catalogs;

  private FolderCatalog first;
  private FolderCatalog second;

  @BeforeAll
  static void start() throws IOException {
    running =
        RunningMarketplace.start(
            folder, Map.of("STUDIO_REVOCATION_KEY", ISSUER.publicKey().text()));
    templates = new TemplateService(running.studio(), running.marketplace().browsing());
    admin = running.administrator();
  }

  @AfterAll
  static void stop() {
    running.close();
  }

  @BeforeEach
  void open() {
    first = new FolderCatalog(running, "first", 1, catalogs.resolve("first"));
    second = new FolderCatalog(running, "second", 2, catalogs.resolve("second"));
  }

  @AfterEach
  void leave() {
    running.marketplace().sources().list(admin).stream()
        .map(state -> state.source().name())
        .forEach(name -> running.marketplace().sources().remove(admin, name));
  }

  private static byte[] signed(String name, SigningKey key) {
    return TestPackage.of("acme." + name, "1.0.0").agent(name).sign(key);
  }

  private static TemplateFile needing(String name, byte[] whole) {
    return TestTemplates.needing(
        name, "1.0.0", name, Map.of(), TestTemplates.pin("acme." + name, whole));
  }

  private static String hash(String name, byte[] whole) {
    return TestTemplates.pin(name, whole).sha256();
  }

  private static List<String> left() {
    return Stream.of(
            running.studio().plugins().list(admin).stream().map(PluginView::name),
            running.studio().workflows().list(admin, "", 100, 0).stream().map(each -> each.name()),
            running.studio().plugins().history(admin, 100).stream().map(made -> made.why()),
            new Sql(running.foundation().database())
                    .list(
                        "select listing from catalog_download",
                        Map.of(),
                        row -> row.text("listing"))
                    .stream())
        .flatMap(each -> each)
        .toList();
  }

  private static void refused(
      TemplateFile file, Class<? extends RuntimeException> how, String... why) {
    List<String> before = left();
    assertThatThrownBy(() -> templates.install(admin, file, Choices.NONE))
        .isInstanceOf(how)
        .hasMessageContainingAll(why);
    assertThat(left()).isEqualTo(before);
  }

  @Test
  void another_jar_in_the_catalog_that_goes_first_is_refused_and_the_next_is_not_asked()
      throws IOException {
    byte[] meant = signed("tool", ACME);
    byte[] other =
        TestPackage.of("acme.tool", "1.0.0").agent("tool").inside("more", new byte[3]).sign(ACME);
    first.shows(first.plugin("acme.tool", other));
    second.shows(second.plugin("acme.tool", meant));
    TemplateFile file = needing("tool", meant);
    assertThat(templates.plan(admin, file, Choices.NONE).plugins())
        .singleElement()
        .returns(State.IN_CATALOG, PluginNeed::state)
        .returns("first", PluginNeed::catalog);
    refused(
        file,
        InvalidException.class,
        "plugins.acme.tool: is in the catalog 'first' as version 1.0.0",
        "its SHA-256 is " + hash("acme.tool", other),
        "the lock has " + hash("acme.tool", meant),
        "Nothing was installed");
    first.leave();
    assertThat(templates.install(admin, file, Choices.NONE).catalogs())
        .containsExactly(Map.entry("acme.tool", "second"));
  }

  @Test
  void a_catalog_below_does_not_step_in_for_one_that_keeps_the_namespace() throws IOException {
    byte[] meant = signed("inner", ACME);
    first.shows(first.plugin("acme.elsewhere", signed("else", ACME)));
    second.shows(second.plugin("acme.inner", meant));
    refused(
        needing("inner", meant),
        InvalidException.class,
        "The catalog 'second' has it, but its namespace 'acme' is kept by 'first'");
  }

  @Test
  void what_its_publisher_did_not_sign_is_not_let_in_though_it_is_the_jar() throws IOException {
    byte[] forged = signed("forged", SigningKey.create());
    first.shows(first.plugin("acme.forged", forged));
    refused(
        needing("forged", forged),
        InvalidException.class,
        "plugins.acme.forged: is in the catalog 'first', and is not let in: ",
        "none of 'Acme Tools'");
  }

  @Test
  void a_version_that_was_revoked_is_not_let_in() throws IOException {
    byte[] bad = signed("bad", ACME);
    first.shows(first.plugin("acme.bad", bad));
    byte[] list =
        Json.canonical(
            Map.of(
                "format",
                1,
                "issuedAt",
                "2026-11-30T08:00:00Z",
                "revoked",
                List.of(
                    Map.of("name", "acme.bad", "version", "1.0.0", "reason", "It sends mails.")),
                "serial",
                1));
    running
        .studio()
        .revocations()
        .set(
            admin,
            Envelope.sign("application/vnd.aiops.studio.revocations+json", list, ISSUER).write());
    TemplateFile file = needing("bad", bad);
    assertThat(templates.plan(admin, file, Choices.NONE).problems().toString())
        .contains("acme.bad 1.0.0 was revoked: It sends mails.");
    refused(
        file,
        InvalidException.class,
        "in the catalog 'first', and is not let in: ",
        "acme.bad 1.0.0 was revoked: It sends mails.");
  }

  @Test
  void a_catalog_that_does_not_answer_says_what_to_do() throws IOException {
    byte[] away = signed("away", ACME);
    first.enter();
    refused(
        needing("away", away),
        InvalidException.class,
        "nothing is known now of first: try again when they answer",
        "take a file that was exported with its plugins");
    first.leave();
    second.shows(second.plugin("acme.away", away));
    Files.delete(second.file(away));
    refused(
        needing("away", away),
        UnavailableException.class,
        "The catalog 'second' cannot be read",
        "acme.away 1.0.0 did not come. Nothing was installed: try again when the catalog answers");
  }

  @Test
  void more_than_is_fetched_at_once_is_refused_before_anything_comes() throws IOException {
    String none = "a".repeat(64);
    first.shows(many(3, each -> FolderCatalog.plugin(each, none, 100 * MIB)));
    refused(needing(3), InvalidException.class, "314572800 bytes", "at most 268435456 are fetched");
    first.leave();
    second.shows(many(21, each -> FolderCatalog.plugin(each, none, MIB)));
    refused(needing(21), InvalidException.class, "that are missing are 21; at most 20");
  }

  private static Listing[] many(int count, Function<String, Listing> each) {
    return names(count).map(each).toArray(Listing[]::new);
  }

  private static TemplateFile needing(int count) {
    return TestTemplates.needing(
        "many",
        "1.0.0",
        "many",
        Map.of(),
        names(count)
            .map(name -> new Lock.Pin(name, "1.0.0", "b".repeat(64)))
            .toArray(Lock.Pin[]::new));
  }

  private static Stream<String> names(int count) {
    return IntStream.range(0, count).mapToObj("acme.n%02d"::formatted);
  }
}
