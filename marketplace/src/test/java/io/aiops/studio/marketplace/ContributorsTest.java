package io.aiops.studio.marketplace;

import static io.aiops.studio.marketplace.RunningMarketplace.ACME;
import static io.aiops.studio.marketplace.RunningMarketplace.ADA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops.studio.host.identity.AccessDeniedException;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.identity.Permission;
import io.aiops.studio.host.identity.Role;
import io.aiops.studio.host.problem.ConflictException;
import io.aiops.studio.host.problem.InvalidException;
import io.aiops.studio.host.problem.NotFoundException;
import io.aiops.studio.marketplace.publishing.About;
import io.aiops.studio.marketplace.publishing.Keeping;
import io.aiops.studio.marketplace.publishing.Publishing;
import io.aiops.studio.marketplace.publishing.Submission;
import io.aiops.studio.marketplace.publishing.TestPackage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who submits for a publisher without being an administrator, and what they may not. */
class ContributorsTest {

  private static final Caller CLEO = RunningMarketplace.caller("cleo", Role.BUILDER);

  @TempDir private static Path folder;

  private static RunningMarketplace running;
  private static Marketplace studio;
  private static Publishing publishing;
  private static Keeping keeping;

  @BeforeAll
  static void start() throws IOException {
    running = RunningMarketplace.start(folder);
    studio = running.marketplace();
    publishing = studio.publishing();
    keeping = studio.keeping();
    studio.contributors().add(ADA, "acme", CLEO.userId(), "cleo");
  }

  @AfterAll
  static void stop() {
    running.close();
  }

  private static Submission submit(Caller by, String name) {
    return publishing.submit(
        by, "a.studio", new ByteArrayInputStream(TestPackage.of(name, "1.0.0").sign(ACME)));
  }

  @Test
  void submit_describe_and_withdraw_what_is_theirs_and_see_how_often_it_is_taken() {
    Submission mine = submit(CLEO, "acme.mine");
    assertThat(publishing.describe(CLEO, mine.id(), About.NOTHING).submittedBy()).isEqualTo("cleo");
    publishing.publish(ADA, mine.id());
    studio.browsing().fetch(CLEO, "acme.mine", "1.0.0");
    assertThat(studio.browsing().statistics(CLEO, "acme.mine", 1)).hasSize(1);
    keeping.yank(CLEO, "acme.mine", "1.0.0", "It was too early.");
    assertThat(running.listing("acme.mine").releases().getFirst().yanked())
        .isEqualTo("It was too early.");
    assertThatThrownBy(() -> keeping.unyank(CLEO, "acme.mine", "1.0.0"))
        .isInstanceOf(AccessDeniedException.class);
  }

  @Test
  void decide_nothing_and_see_nothing_of_others() {
    Submission theirs = running.submit("corp.theirs", "1.0.0");
    Submission mine = submit(CLEO, "acme.waits");
    assertThatThrownBy(() -> submit(CLEO, "corp.other")).isInstanceOf(AccessDeniedException.class);
    assertThat(publishing.list(CLEO, null)).noneMatch(one -> one.listing().startsWith("corp."));
    assertThatThrownBy(() -> publishing.get(CLEO, theirs.id()))
        .isInstanceOf(NotFoundException.class);
    assertThatThrownBy(() -> publishing.describe(CLEO, theirs.id(), About.NOTHING))
        .isInstanceOf(NotFoundException.class);
    running.publish("corp.published", "1.0.0");
    List<ThrowingCallable> attempts =
        List.of(
            () -> publishing.publish(CLEO, mine.id()),
            () -> publishing.reject(CLEO, mine.id(), "x"),
            () -> keeping.yank(CLEO, "corp.published", "1.0.0", "x"),
            () -> keeping.deprecate(CLEO, "acme.waits", "x", ""),
            () -> keeping.rules(CLEO),
            () -> studio.browsing().statistics(CLEO, "corp.published", 1),
            () -> studio.contributors().list(CLEO),
            () -> studio.contributors().add(CLEO, "corp", CLEO.userId(), "cleo"),
            () -> studio.contributors().remove(CLEO, "acme", CLEO.userId()));
    assertThat(attempts)
        .allSatisfy(
            attempt -> assertThatThrownBy(attempt).isInstanceOf(AccessDeniedException.class));
  }

  @Test
  void a_token_that_only_looks_submits_nothing() {
    Caller looking =
        new Caller(
            CLEO.userId(),
            "cleo",
            CLEO.workspaceId(),
            Role.BUILDER,
            EnumSet.of(Permission.VIEW),
            true);
    assertThatThrownBy(() -> submit(looking, "acme.looked"))
        .isInstanceOf(AccessDeniedException.class);
  }

  @Test
  void are_let_for_a_known_publisher_once_and_until_somebody_takes_it_back() {
    Caller dan = RunningMarketplace.caller("dan", Role.BUILDER);
    assertThatThrownBy(() -> studio.contributors().add(ADA, "nobody", dan.userId(), "dan"))
        .isInstanceOf(InvalidException.class);
    studio.contributors().add(ADA, "corp", dan.userId(), "dan");
    assertThatThrownBy(() -> studio.contributors().add(ADA, "corp", dan.userId(), "dan"))
        .isInstanceOf(ConflictException.class);
    assertThat(studio.contributors().may(dan, "corp")).isTrue();
    studio.contributors().remove(ADA, "corp", dan.userId());
    assertThat(studio.contributors().may(dan)).isFalse();
    assertThatThrownBy(() -> studio.contributors().remove(ADA, "corp", dan.userId()))
        .isInstanceOf(NotFoundException.class);
  }
}
