package io.aiops.studio.marketplace;

import static io.aiops.studio.marketplace.RunningMarketplace.ACME;
import static io.aiops.studio.marketplace.RunningMarketplace.ADA;
import static io.aiops.studio.marketplace.RunningMarketplace.BEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops.studio.host.identity.AccessDeniedException;
import io.aiops.studio.host.problem.ConflictException;
import io.aiops.studio.host.problem.NotFoundException;
import io.aiops.studio.host.trust.CodeVerdict;
import io.aiops.studio.host.trust.Judgement;
import io.aiops.studio.host.trust.SigningKey;
import io.aiops.studio.host.trust.StudioPackage;
import io.aiops.studio.host.trust.TrustReport;
import io.aiops.studio.host.trust.TrustReport.Signed;
import io.aiops.studio.marketplace.evidence.Evidence;
import io.aiops.studio.marketplace.publishing.TestPackage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is known of a version before anything of it is installed. */
class EvidenceTest {

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

  @Test
  void who_signed_it_and_what_its_code_would_do_are_seen_without_installing_or_fetching_it() {
    studio
        .publishing()
        .publish(
            ADA,
            running.submit(TestPackage.of("acme.seen", "1.0.0").agent("seen").sign(ACME)).id());
    Evidence found = studio.evidences().of(BEN, "acme.seen", "1.0.0");
    Judgement judgement = Objects.requireNonNull(found.judgement());
    assertThat(judgement.trust().signed()).isEqualTo(Signed.SIGNED);
    assertThat(judgement.trust().publisher()).isEqualTo("Acme Tools");
    assertThat(judgement.trust().licence()).isEqualTo("Apache-2.0");
    assertThat(judgement.code().classes()).isEqualTo(1);
    assertThat(judgement.code().verdict()).isEqualTo(CodeVerdict.CLEAN);
    assertThat(Objects.requireNonNull(found.compatibility()).passed()).isTrue();
    assertThat(studio.evidences().of(BEN, "acme.seen", "1.0.0")).isSameAs(found);

    assertThat(running.studio().plugins().list(ADA)).isEmpty();
    assertThat(running.listing("acme.seen").downloads()).as("it is no download").isZero();
    assertThatThrownBy(() -> studio.reviews().write(BEN, "acme.seen", 5, ""))
        .isInstanceOf(ConflictException.class);
  }

  @Test
  void of_what_was_withdrawn_or_is_not_there_nothing_is_found_out() {
    running.publish("acme.gone", "1.0.0");
    studio.evidences().of(BEN, "acme.gone", "1.0.0");
    studio.keeping().yank(ADA, "acme.gone", "1.0.0", "Bad.");
    assertThatThrownBy(() -> studio.evidences().of(BEN, "acme.gone", "1.0.0"))
        .isInstanceOf(ConflictException.class)
        .hasMessageContaining("was withdrawn: Bad.");
    assertThatThrownBy(() -> studio.evidences().of(BEN, "acme.gone", "2.0.0"))
        .isInstanceOf(NotFoundException.class);
  }

  @Test
  void one_that_nobody_tried_out_says_so() {
    studio
        .publishing()
        .publish(
            ADA,
            running.submit(TestPackage.of("acme.bare", "1.0.0").untried().sign(ACME)).id(),
            "Ours.");
    assertThat(studio.evidences().of(BEN, "acme.bare", "1.0.0").compatibility()).isNull();
  }

  @Test
  void of_what_somebody_brings_along_an_administrator_sees_the_same_and_what_there_is_none_of() {
    TestPackage made = TestPackage.of("acme.brought", "1.0.0").agent("brought");
    byte[] whole = made.sign(ACME);
    Evidence signed = studio.evidences().of(ADA, "a.studio", whole);
    assertThat(trust(signed)).returns(Signed.SIGNED, TrustReport::signed);
    assertThat(Objects.requireNonNull(signed.compatibility()).passed()).isTrue();

    byte[] jar = StudioPackage.read("a.studio", whole).file(StudioPackage.JAR);
    Evidence bare = studio.evidences().of(ADA, "a.jar", jar);
    assertThat(trust(bare)).returns(Signed.REFUSED, TrustReport::signed);
    assertThat(Objects.requireNonNull(bare.judgement()).code().classes()).isEqualTo(1);
    assertThat(bare.compatibility()).isNull();

    byte[] stranger =
        TestPackage.of("free.brought", "1.0.0").agent("free").sign(SigningKey.create());
    Evidence unknown = studio.evidences().of(ADA, "b.studio", stranger);
    assertThat(trust(unknown)).returns(true, TrustReport::byStranger);
    assertThat(unknown.compatibility()).as("nobody's word").isNull();
    assertThatThrownBy(() -> studio.evidences().of(BEN, "a.studio", whole))
        .isInstanceOf(AccessDeniedException.class);
  }

  private static TrustReport trust(Evidence evidence) {
    return Objects.requireNonNull(evidence.judgement()).trust();
  }
}
