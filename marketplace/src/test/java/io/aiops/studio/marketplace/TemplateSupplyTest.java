package io.aiops.studio.marketplace;

import static io.aiops.studio.marketplace.RunningMarketplace.ACME;
import static io.aiops.studio.marketplace.RunningMarketplace.ADA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.aiops.studio.host.engine.ExecutionService.StartRequest;
import io.aiops.studio.host.grant.ConsentNeededException;
import io.aiops.studio.host.grant.Grant;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.identity.Permission;
import io.aiops.studio.host.identity.Role;
import io.aiops.studio.host.plugin.PluginView;
import io.aiops.studio.host.problem.InvalidException;
import io.aiops.studio.host.query.ExecutionViews.Status;
import io.aiops.studio.host.trust.TrustReport.Signed;
import io.aiops.studio.marketplace.publishing.TestPackage;
import io.aiops.studio.marketplace.template.Choices;
import io.aiops.studio.marketplace.template.Installed;
import io.aiops.studio.marketplace.template.Plan;
import io.aiops.studio.marketplace.template.Plan.PluginNeed;
import io.aiops.studio.marketplace.template.Plan.State;
import io.aiops.studio.marketplace.template.TemplateFile;
import io.aiops.studio.marketplace.template.TemplateService;
import io.aiops.studio.marketplace.template.TestTemplates;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a template needs and nobody has here comes from a catalog. */
class TemplateSupplyTest {

  private static final String QUIET = "acme.tool.QuietAgent";

  @TempDir private static Path folder;

  private static RunningMarketplace running;
  private static TemplateService templates;
  private static Caller admin;

  @BeforeAll
  static void start() throws IOException {
    running = RunningMarketplace.start(folder);
    templates = new TemplateService(running.studio(), running.marketplace().browsing());
    admin = running.administrator();
  }

  @AfterAll
  static void stop() {
    running.close();
  }

  /** A template whose plugin {@code acme.NAME} is in the studio's own catalog. */
  private static TemplateFile published(String name, String type, String wants) {
    TestPackage made = TestPackage.of("acme." + name, "1.0.0").agent(name, type);
    byte[] whole = (wants.isEmpty() ? made : made.header("Studio-Wants", wants)).sign(ACME);
    running.publish(whole);
    return TestTemplates.needing(
        name, "1.0.0", name, Map.of(), TestTemplates.pin("acme." + name, whole));
  }

  private static List<String> plugins() {
    return running.studio().plugins().list(admin).stream().map(PluginView::name).toList();
  }

  private static long set() {
    return running.studio().plugins().history(admin, 1).stream()
        .mapToLong(made -> made.version())
        .findFirst()
        .orElse(0);
  }

  private static long downloads(String name) {
    return running.listing("acme." + name).downloads();
  }

  private static Plan plan(TemplateFile file) {
    return templates.plan(admin, file, Choices.NONE);
  }

  private static void nothingCame(String name, long set) {
    assertThat(plugins()).doesNotContain("acme." + name);
    assertThat(set()).isEqualTo(set);
    assertThat(running.studio().workflows().list(admin, name, 10, 0)).isEmpty();
    assertThat(downloads(name)).as("it is no download").isZero();
  }

  private static Status ran(String workflow) {
    UUID id =
        running
            .studio()
            .executions()
            .start(admin, new StartRequest(workflow, null, Map.of(), null))
            .executionId();
    return await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> running.studio().query().get(admin, id).summary().status(), Status::terminal);
  }

  @Test
  void it_is_installed_with_what_is_in_the_file_and_the_workflow_as_one_change_and_runs() {
    byte[] whole = TestPackage.of("acme.found", "1.0.0").agent("found").sign(ACME);
    byte[] packed = TestPackage.of("acme.packed", "1.0.0").agent("packed").sign(ACME);
    running.publish(whole);
    TemplateFile file =
        TestTemplates.needing(
            "found",
            "1.0.0",
            "found",
            Map.of("plugins/acme.packed.studio", packed),
            TestTemplates.pin("acme.found", whole),
            TestTemplates.pin("acme.packed", packed));
    Plan plan = plan(file);
    assertThat(plan.problems()).isEmpty();
    assertThat(plan.plugins())
        .extracting(PluginNeed::state, PluginNeed::catalog)
        .containsExactly(tuple(State.IN_CATALOG, "own"), tuple(State.IN_FILE, null));
    assertThat(downloads("found")).as("a plan fetches nothing").isZero();
    long set = set();
    Installed installed = templates.install(admin, file, Choices.NONE);
    assertThat(installed.plugins()).containsExactly("acme.found", "acme.packed");
    assertThat(installed.catalogs()).containsExactly(Map.entry("acme.found", "own"));
    assertThat(set()).isEqualTo(set + 1);
    assertThat(downloads("found")).isEqualTo(1);
    assertThat(running.studio().trust().of(admin, "acme.found").judgement().trust().signed())
        .isEqualTo(Signed.SIGNED);
    assertThat(ran("found")).isEqualTo(Status.COMPLETED);
    assertThat(templates.plan(admin, file, new Choices("again", Map.of())).plugins())
        .extracting(PluginNeed::state)
        .containsOnly(State.HERE);
  }

  @Test
  void it_is_asked_what_it_may_have_and_counted_once() {
    TemplateFile file = published("asks", QUIET, "host:api.acme.com");
    long set = set();
    ConsentNeededException asked =
        catchThrowableOfType(
            ConsentNeededException.class, () -> templates.install(admin, file, Choices.NONE));
    assertThat(asked.consent().added()).containsExactly("host:api.acme.com:443");
    nothingCame("asks", set);
    templates.install(admin, file, Choices.NONE, Set.of(asked.consent().token()));
    assertThat(running.studio().grants().list(admin, "acme.asks"))
        .extracting(Grant::permission)
        .containsExactly("host:api.acme.com:443");
    assertThat(downloads("asks")).isEqualTo(1);
  }

  @Test
  void if_it_does_not_start_nothing_is_there_and_nothing_is_counted() {
    TemplateFile file = published("fails", "acme.tool.Missing", "");
    long set = set();
    assertThatThrownBy(() -> templates.install(admin, file, Choices.NONE))
        .isInstanceOf(InvalidException.class)
        .hasMessageContaining("acme.fails");
    nothingCame("fails", set);
  }

  @Test
  void a_version_that_was_withdrawn_is_not_taken() {
    TemplateFile file = published("yanked", QUIET, "");
    running.marketplace().keeping().yank(ADA, "acme.yanked", "1.0.0", "It loses mails.");
    assertThat(plan(file).plugins())
        .singleElement()
        .returns(State.MISSING, PluginNeed::state)
        .returns(null, PluginNeed::catalog);
    long set = set();
    assertThatThrownBy(() -> templates.install(admin, file, Choices.NONE))
        .isInstanceOf(InvalidException.class)
        .hasMessageContainingAll(
            "plugins.acme.yanked",
            "withdrawn from the catalog 'own': It loses mails.",
            "Take a newer version of the template");
    nothingCame("yanked", set);
  }

  @Test
  void a_version_that_no_catalog_has_is_named() {
    running.publish("acme.newer", "2.0.0");
    byte[] old = TestPackage.of("acme.newer", "1.0.0").sign(ACME);
    byte[] none = TestPackage.of("acme.none", "1.0.0").sign(ACME);
    TemplateFile file =
        TestTemplates.needing(
            "named",
            "1.0.0",
            "named",
            Map.of(),
            TestTemplates.pin("acme.newer", old),
            TestTemplates.pin("acme.none", none));
    assertThat(plan(file).problems().toString())
        .contains(
            "The catalog 'own' has it, but not in version 1.0.0. Install version 1.0.0",
            "No catalog has it. Install version 1.0.0 (SHA-256 "
                + file.lock().plugins().get(1).sha256());
  }

  @Test
  void only_an_administrator_of_the_studio_has_it_fetched() {
    TemplateFile file = published("guarded", QUIET, "");
    Caller builder =
        new Caller(
            admin.userId(),
            admin.userName(),
            admin.workspaceId(),
            Role.BUILDER,
            EnumSet.allOf(Permission.class),
            true);
    assertThat(templates.plan(builder, file, Choices.NONE).problems().toString())
        .contains("The catalog 'own' has it, but only an administrator may install it.");
    long set = set();
    assertThatThrownBy(() -> templates.install(builder, file, Choices.NONE))
        .isInstanceOf(InvalidException.class);
    nothingCame("guarded", set);
  }

  @Test
  void an_update_brings_what_the_newer_version_needs() {
    TemplateFile first = published("grows", QUIET, "");
    templates.install(admin, first, Choices.NONE);
    byte[] more = TestPackage.of("acme.more", "1.0.0").agent("more").sign(ACME);
    running.publish(more);
    TemplateFile second =
        TestTemplates.needing(
            "grows",
            "1.1.0",
            "more",
            Map.of(),
            first.lock().plugins().getFirst(),
            TestTemplates.pin("acme.more", more));
    assertThat(
            templates.difference(admin, second, "grows", Choices.NONE, Map.of()).plan().plugins())
        .extracting(PluginNeed::state)
        .containsExactly(State.HERE, State.IN_CATALOG);
    Installed updated = templates.update(admin, second, "grows", Choices.NONE, Map.of(), 0);
    assertThat(updated.catalogs()).containsExactly(Map.entry("acme.more", "own"));
    assertThat(ran("grows")).isEqualTo(Status.COMPLETED);
  }
}
