package io.aiops.studio.marketplace;

import static io.aiops.studio.marketplace.RunningMarketplace.ACME;
import static io.aiops.studio.marketplace.RunningMarketplace.ADA;
import static io.aiops.studio.marketplace.RunningMarketplace.BEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops.studio.host.grant.Consent;
import io.aiops.studio.host.grant.Grant;
import io.aiops.studio.host.identity.AccessDeniedException;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.plugin.PluginView;
import io.aiops.studio.host.problem.ConflictException;
import io.aiops.studio.host.problem.NotFoundException;
import io.aiops.studio.marketplace.install.Installation;
import io.aiops.studio.marketplace.install.InstallationStore;
import io.aiops.studio.marketplace.install.Installations;
import io.aiops.studio.marketplace.install.Installations.Request;
import io.aiops.studio.marketplace.install.Installations.Watching;
import io.aiops.studio.marketplace.install.Stage;
import io.aiops.studio.marketplace.persistence.JdbiInstallationStore;
import io.aiops.studio.marketplace.publishing.TestPackage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a catalog into the plugin set, as whoever looks on sees it. */
class InstallationsTest {

  private static final Duration LIMIT = Duration.ofMinutes(1);

  @TempDir private static Path folder;

  private static RunningMarketplace running;
  private static Installations installations;

  @BeforeAll
  static void start() throws IOException {
    running = RunningMarketplace.start(folder);
    installations = running.marketplace().installations();
  }

  @AfterAll
  static void stop() {
    running.close();
  }

  private static void publish(String name, String version, String wants) {
    TestPackage made = TestPackage.of(name, version).agent(name);
    publish(wants.isEmpty() ? made : made.header("Studio-Wants", wants));
  }

  private static void publish(TestPackage made) {
    running.marketplace().publishing().publish(ADA, running.submit(made.sign(ACME)).id());
  }

  private static Installation await(Installation begun, Stage stage) {
    return Awaitility.await()
        .atMost(LIMIT)
        .until(() -> installations.get(ADA, begun.id()), now -> now.stage() == stage);
  }

  private static Installation ended(Installation begun) {
    return Awaitility.await()
        .atMost(LIMIT)
        .until(() -> installations.get(ADA, begun.id()), now -> now.endedAt() != null);
  }

  private static Consent asked(Installation begun) {
    return Objects.requireNonNull(await(begun, Stage.WANTS_CONSENT).consent());
  }

  private static Optional<String> version(String plugin) {
    return running.studio().plugins().list(ADA).stream()
        .filter(view -> view.name().equals(plugin))
        .map(PluginView::version)
        .findFirst();
  }

  private static List<String> granted(String plugin) {
    return running.studio().grants().list(ADA, plugin).stream().map(Grant::permission).toList();
  }

  @Test
  void goes_from_the_catalog_through_consent_into_the_set_and_is_watched() {
    publish("acme.first", "1.0.0", "host:api.acme.com");
    Installation begun = installations.start(ADA, Request.of("acme.first", null));
    assertThat(begun)
        .returns("1.0.0", Installation::version)
        .returns("own", Installation::catalog)
        .returns("", Installation::before)
        .returns("ada", Installation::begunBy);
    List<Installation> seen = new CopyOnWriteArrayList<>();
    try (Watching watching = installations.watch(ADA, begun.id(), seen::add)) {
      Consent asked = asked(begun);
      assertThat(asked.added()).containsExactly("host:api.acme.com:443");
      assertThat(version("acme.first")).as("nothing is loaded before somebody agreed").isEmpty();
      assertThatThrownBy(() -> installations.consent(ADA, begun.id(), "another"))
          .isInstanceOf(ConflictException.class)
          .hasMessageContaining("the token that it shows");
      Caller other = RunningMarketplace.administrator("cleo");
      assertThatThrownBy(() -> installations.consent(other, begun.id(), asked.token()))
          .isInstanceOf(ConflictException.class)
          .hasMessageContaining("asks ada");
      // Who watches is told the newest, and would miss what was answered at once.
      Awaitility.await()
          .atMost(LIMIT)
          .until(() -> seen.stream().anyMatch(one -> one.stage() == Stage.WANTS_CONSENT));
      installations.consent(ADA, begun.id(), asked.token());
      Installation done = ended(begun);
      assertThat(done)
          .returns(Stage.DONE, Installation::stage)
          .returns("acme.first 1.0.0 from the catalog 'own' serves.", Installation::sentence)
          .returns(done.total(), Installation::done);
      Awaitility.await().atMost(LIMIT).until(() -> seen.getLast().equals(done));
    }
    assertThat(version("acme.first")).contains("1.0.0");
    assertThat(granted("acme.first")).containsExactly("host:api.acme.com:443");
    assertThat(installations.recent(ADA, 1)).extracting(Installation::id).contains(begun.id());
    assertThatThrownBy(() -> installations.cancel(ADA, begun.id()))
        .isInstanceOf(ConflictException.class)
        .hasMessageContaining("is DONE");
  }

  @Test
  void an_upgrade_asks_only_for_what_it_wants_more_and_a_no_leaves_nothing_behind() {
    publish("acme.grows", "1.0.0", "");
    assertThat(ended(installations.start(ADA, Request.of("acme.grows", "1.0.0"))).stage())
        .isEqualTo(Stage.DONE);
    publish("acme.grows", "1.1.0", "host:a.acme.com,model:*");
    Installation upgrade = installations.start(ADA, Request.of("acme.grows", null));
    assertThat(upgrade.before()).isEqualTo("1.0.0");
    Consent asked = asked(upgrade);
    assertThat(asked.added()).containsExactlyInAnyOrder("host:a.acme.com:443", "model:*");
    assertThatThrownBy(() -> installations.start(ADA, Request.of("acme.grows", "1.1.0")))
        .isInstanceOf(ConflictException.class)
        .hasMessageContaining("is being installed already, by ada");
    installations.cancel(ADA, upgrade.id());
    assertThat(ended(upgrade)).returns(Stage.CANCELLED, Installation::stage);
    assertThat(version("acme.grows")).contains("1.0.0");
    assertThat(granted("acme.grows")).isEmpty();
    Installation again =
        installations.start(ADA, new Request("acme.grows", "1.1.0", asked.token(), null));
    assertThat(ended(again))
        .as("whoever was asked already need not be asked again")
        .returns(Stage.DONE, Installation::stage);
    assertThat(version("acme.grows")).contains("1.1.0");
    assertThat(ended(installations.start(ADA, Request.of("acme.grows", "1.1.0"))))
        .returns(Stage.REFUSED, Installation::stage)
        .extracting(Installation::sentence)
        .asString()
        .contains("is installed. Nothing was changed.");
  }

  @Test
  void what_does_not_start_is_refused_with_the_reason_and_what_serves_goes_on() {
    publish("acme.broken", "1.0.0", "");
    ended(installations.start(ADA, Request.of("acme.broken", null)));
    publish(TestPackage.of("acme.broken", "1.1.0").agent("acme.broken", "acme.tool.Missing"));
    assertThat(ended(installations.start(ADA, Request.of("acme.broken", null))))
        .returns(Stage.REFUSED, Installation::stage)
        .extracting(Installation::sentence)
        .asString()
        .contains("agent 'acme.broken'", "Nothing was changed.");
    assertThat(version("acme.broken")).contains("1.0.0");
  }

  @Test
  void what_was_withdrawn_or_is_not_there_is_not_installed() {
    publish("acme.late", "1.0.0", "");
    running.marketplace().keeping().yank(ADA, "acme.late", "1.0.0", "It was stolen.");
    assertThat(ended(installations.start(ADA, Request.of("acme.late", "1.0.0"))))
        .returns(Stage.REFUSED, Installation::stage)
        .returns(
            "acme.late 1.0.0 was withdrawn: It was stolen. Nothing was changed.",
            Installation::sentence);
    assertThatThrownBy(() -> installations.start(ADA, Request.of("acme.late", null)))
        .isInstanceOf(ConflictException.class)
        .hasMessageContaining("No version of 'acme.late' runs here");
    assertThatThrownBy(() -> installations.start(ADA, Request.of("acme.late", "2.0.0")))
        .isInstanceOf(NotFoundException.class);
    assertThatThrownBy(() -> installations.start(ADA, Request.of("acme.none", null)))
        .isInstanceOf(NotFoundException.class);
  }

  @Test
  void belongs_to_administrators() {
    UUID none = UUID.randomUUID();
    assertThatThrownBy(() -> installations.start(BEN, Request.of("acme.first", null)))
        .isInstanceOf(AccessDeniedException.class);
    assertThatThrownBy(() -> installations.recent(BEN, 1))
        .isInstanceOf(AccessDeniedException.class);
    assertThatThrownBy(() -> installations.cancel(BEN, none))
        .isInstanceOf(AccessDeniedException.class);
    assertThatThrownBy(() -> installations.watch(BEN, none, now -> {}))
        .isInstanceOf(AccessDeniedException.class);
    assertThatThrownBy(() -> installations.get(ADA, none)).isInstanceOf(NotFoundException.class);
  }

  @Test
  void one_whose_server_died_says_what_may_have_become_of_it_and_is_in_nobodys_way() {
    InstallationStore store = new JdbiInstallationStore(running.foundation().database());
    Installation dead =
        new Installation(
            UUID.randomUUID(),
            "acme.dead",
            "1.0.0",
            "own",
            "",
            Stage.FETCHING,
            0,
            9,
            "",
            null,
            null,
            "ada",
            Instant.parse("2026-11-29T08:00:00Z"),
            null);
    assertThat(store.begin(dead, ADA.userId(), 100)).isTrue();
    assertThat(store.begin(dead, ADA.userId(), 100)).as("one of a listing").isFalse();
    store.stage(dead.id(), Stage.STARTING);
    store.endSilent(Duration.ofMinutes(1), "Done.", "Died.");
    assertThat(store.find(dead.id()).orElseThrow().stage()).isEqualTo(Stage.STARTING);
    Awaitility.await()
        .atMost(LIMIT)
        .until(() -> {
          store.endSilent(Duration.ofMillis(1), "Done.", "Died.");
          return store.find(dead.id()).orElseThrow().stage() == Stage.INTERRUPTED;
        });
    assertThat(store.alive(dead.id(), 9)).as("its server has nothing to say any more").isEmpty();
    assertThat(store.open("acme.dead")).isEmpty();
    assertThat(store.cancel(dead.id())).isFalse();
  }
}
