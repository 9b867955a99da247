package io.aiops.studio.marketplace;

import static io.aiops.studio.marketplace.RunningMarketplace.ACME;
import static io.aiops.studio.marketplace.RunningMarketplace.ADA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.plugin.Affected.InWorkspace;
import io.aiops.studio.host.plugin.Affected.StepUse;
import io.aiops.studio.host.plugin.Affected.Trouble;
import io.aiops.studio.host.plugin.Plan;
import io.aiops.studio.host.plugin.Plan.Ask;
import io.aiops.studio.host.plugin.PluginView;
import io.aiops.studio.host.problem.ConflictException;
import io.aiops.studio.marketplace.install.Installation;
import io.aiops.studio.marketplace.install.Installations;
import io.aiops.studio.marketplace.install.Installations.Request;
import io.aiops.studio.marketplace.install.Stage;
import io.aiops.studio.marketplace.publishing.TestPackage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An installation from a catalog stops for what follows from it, until that is agreed to. */
class InstallationAgreementTest {

  private static final Duration LIMIT = Duration.ofMinutes(1);

  @TempDir private static Path folder;

  private static RunningMarketplace running;
  private static Installations installations;
  private static Caller admin;

  @BeforeAll
  static void start() throws IOException {
    running = RunningMarketplace.start(folder);
    installations = running.marketplace().installations();
    admin = running.administrator();
  }

  @AfterAll
  static void stop() {
    running.close();
  }

  private static void publish(TestPackage made) {
    running.marketplace().publishing().publish(ADA, running.submit(made.sign(ACME)).id());
  }

  private static void use(String agent) {
    running
        .studio()
        .workflows()
        .save(
            admin,
            """
            schema: aiops-studio/workflow/v1
            name: uses-%s
            steps:
              - id: one
                kind: agent
                agent: %s
                instruction: go
            """
                .formatted(agent, agent),
            0);
  }

  private static Installation begin(String listing) {
    return installations.start(admin, Request.of(listing, null));
  }

  private static Plan asked(Installation begun) {
    Installation now =
        Awaitility.await()
            .atMost(LIMIT)
            .until(
                () -> installations.get(admin, begun.id()),
                one -> one.stage() == Stage.WANTS_AGREEMENT || one.stage().end());
    return Objects.requireNonNull(now.plan(), now.toString());
  }

  private static Installation ended(Installation begun) {
    return Awaitility.await()
        .atMost(LIMIT)
        .until(() -> installations.get(admin, begun.id()), now -> now.endedAt() != null);
  }

  private static Optional<String> version(String plugin) {
    return running.studio().plugins().list(admin).stream()
        .filter(view -> view.name().equals(plugin))
        .map(PluginView::version)
        .findFirst();
  }

  @Test
  void what_is_in_use_goes_only_once_who_began_it_agrees() {
    publish(TestPackage.of("acme.turns", "1.0.0").agent("turns"));
    assertThat(ended(begin("acme.turns")).stage()).isEqualTo(Stage.DONE);
    use("turns");
    publish(
        TestPackage.of("acme.turns", "1.1.0").header("Studio-Wants", "model:*").agent("turned"));

    Installation upgrade = begin("acme.turns");
    Installation wants =
        Awaitility.await()
            .atMost(LIMIT)
            .until(() -> installations.get(admin, upgrade.id()), one -> one.consent() != null);
    installations.consent(admin, upgrade.id(), Objects.requireNonNull(wants.consent()).token());
    Plan plan = asked(upgrade);
    assertThat(plan.asks()).contains(Ask.IN_USE);
    assertThat(plan.affected().workspaces())
        .flatExtracting(InWorkspace::steps)
        .containsExactly(new StepUse("uses-turns", "one", "agent turns", true));
    assertThat(version("acme.turns")).contains("1.0.0");
    assertThat(installations.get(ADA, upgrade.id()))
        .as("another administrator does not read what is in workspaces that are not theirs")
        .returns(Stage.WANTS_AGREEMENT, Installation::stage)
        .returns(null, Installation::plan);
    assertThatThrownBy(() -> installations.consent(ADA, upgrade.id(), plan.token()))
        .isInstanceOf(ConflictException.class)
        .hasMessageContaining("asks " + admin.userName());

    installations.consent(admin, upgrade.id(), plan.token());
    assertThat(ended(upgrade))
        .returns(Stage.DONE, Installation::stage)
        .returns(null, Installation::plan);
    assertThat(version("acme.turns")).contains("1.1.0");
  }

  @Test
  void settings_that_would_not_fit_are_asked_about_and_a_no_leaves_all_as_it_was() {
    publish(TestPackage.of("acme.sets", "1.0.0").agent("sets"));
    assertThat(ended(begin("acme.sets")).stage()).isEqualTo(Stage.DONE);
    use("sets");
    publish(
        TestPackage.of("acme.sets", "1.1.0")
            .settings("{\"type\":\"object\",\"required\":[\"region\"]}")
            .agent("sets"));

    Installation upgrade = begin("acme.sets");
    Plan plan = asked(upgrade);
    assertThat(plan.asks()).containsExactly(Ask.SETTINGS);
    assertThat(plan.affected().workspaces())
        .flatExtracting(InWorkspace::troubles)
        .extracting(Trouble::place)
        .containsExactly("workflow uses-sets, step one");
    installations.cancel(admin, upgrade.id());
    assertThat(ended(upgrade))
        .returns(Stage.CANCELLED, Installation::stage)
        .extracting(Installation::sentence)
        .asString()
        .contains("Nothing was changed.");
    assertThat(version("acme.sets")).contains("1.0.0");
    assertThat(
            ended(installations.start(admin, new Request("acme.sets", null, plan.token(), null))))
        .as("whoever agreed beforehand is not asked again")
        .returns(Stage.DONE, Installation::stage);
  }
}
