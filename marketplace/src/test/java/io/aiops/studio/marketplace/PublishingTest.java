package io.aiops.studio.marketplace;

import static io.aiops.studio.marketplace.RunningMarketplace.ACME;
import static io.aiops.studio.marketplace.RunningMarketplace.ADA;
import static io.aiops.studio.marketplace.RunningMarketplace.BEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops.studio.host.identity.AccessDeniedException;
import io.aiops.studio.host.problem.ConflictException;
import io.aiops.studio.host.problem.InvalidException;
import io.aiops.studio.host.trust.SigningKey;
import io.aiops.studio.marketplace.catalog.CatalogSource;
import io.aiops.studio.marketplace.listing.Listing;
import io.aiops.studio.marketplace.listing.Release;
import io.aiops.studio.marketplace.publishing.About;
import io.aiops.studio.marketplace.publishing.Submission;
import io.aiops.studio.marketplace.publishing.TestPackage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What comes into the own catalog and what does not, on the real database. */
class PublishingTest {

  @TempDir private static Path folder;

  @AutoClose private static RunningMarketplace running;
  private static Marketplace studio;

  @BeforeAll
  static void start() throws IOException {
    running = RunningMarketplace.start(folder);
    studio = running.marketplace();
  }

  @Test
  void a_version_is_never_replaced_and_nobody_is_led_back() {
    running.publish("acme.steps", "1.2.0");
    assertThatThrownBy(() -> running.submit("acme.steps", "1.2.0"))
        .isInstanceOf(ConflictException.class)
        .hasMessageContaining("is there already");
    assertThatThrownBy(() -> running.submit("acme.steps", "1.1.9"))
        .isInstanceOf(ConflictException.class)
        .hasMessageContaining("would lead back");
    assertThatThrownBy(() -> running.submit("acme.Steps", "9.0.0"))
        .isInstanceOf(ConflictException.class)
        .hasMessageContaining("capital letters");
    running.publish("acme.steps", "2.0.0");
    running.publish("acme.steps", "1.2.1");
    assertThat(running.listing("acme.steps").releases())
        .extracting(Release::version)
        .containsExactly("2.0.0", "1.2.1", "1.2.0");
  }

  @Test
  void what_was_decided_stays_decided() {
    Submission first = running.submit("acme.decided", "1.0.0");
    Submission rejected = studio.publishing().reject(ADA, first.id(), "No README.");
    assertThat(rejected.reason()).isEqualTo("No README.");
    assertThatThrownBy(() -> studio.publishing().publish(ADA, first.id()))
        .isInstanceOf(ConflictException.class)
        .hasMessageContaining("rejected already, by ada");
    assertThatThrownBy(() -> studio.publishing().describe(ADA, first.id(), About.NOTHING))
        .isInstanceOf(ConflictException.class);
    Submission again = running.submit("acme.decided", "1.0.0");
    studio.publishing().publish(ADA, again.id());
    assertThat(running.listing("acme.decided").releases()).hasSize(1);
  }

  @Test
  void a_higher_version_published_meanwhile_keeps_an_older_one_out() {
    Submission older = running.submit("acme.race", "1.0.0");
    running.publish("acme.race", "1.1.0");
    assertThatThrownBy(() -> studio.publishing().publish(ADA, older.id()))
        .hasMessageContaining("would lead back");
  }

  @Test
  void a_deprecated_listing_says_why_and_what_instead() {
    running.publish("acme.old", "1.0.0");
    running.publish("acme.new", "1.0.0");
    assertThatThrownBy(() -> studio.keeping().deprecate(ADA, "acme.old", " ", ""))
        .isInstanceOf(InvalidException.class);
    studio.keeping().deprecate(ADA, "acme.old", "No longer kept.", "acme.new");
    assertThat(running.listing("acme.old"))
        .returns("No longer kept.", Listing::deprecated)
        .returns("acme.new", Listing::successor);
    studio.keeping().undeprecate(ADA, "acme.old");
    assertThat(running.listing("acme.old").deprecated()).isEmpty();
  }

  @Test
  void only_administrators_publish() {
    byte[] bytes = TestPackage.of("acme.mine", "1.0.0").sign(ACME);
    Submission submission = running.submit("acme.yours", "1.0.0");
    List<ThrowingCallable> attempts =
        List.of(
            () -> studio.publishing().submit(BEN, "a", new ByteArrayInputStream(bytes)),
            () -> studio.publishing().list(BEN, null),
            () -> studio.publishing().get(BEN, submission.id()),
            () -> studio.publishing().describe(BEN, submission.id(), About.NOTHING),
            () -> studio.publishing().publish(BEN, submission.id()),
            () -> studio.publishing().reject(BEN, submission.id(), "x"),
            () -> studio.keeping().yank(BEN, "acme.yours", "1.0.0", "x"),
            () -> studio.keeping().unyank(BEN, "acme.yours", "1.0.0"),
            () -> studio.keeping().deprecate(BEN, "acme.yours", "x", ""),
            () -> studio.keeping().undeprecate(BEN, "acme.yours"),
            () -> studio.browsing().statistics(BEN, "acme.yours", 1),
            () -> studio.sources().list(BEN),
            () ->
                studio
                    .sources()
                    .save(BEN, "x", 1, CatalogSource.Kind.FOLDER, "/x", ACME.publicKey().text()),
            () -> studio.sources().remove(BEN, "x"),
            () -> studio.issuer().export(BEN, OutputStream.nullOutputStream()),
            () -> studio.reviews().hide(BEN, "acme.yours", BEN.userId(), "x"));
    assertThat(attempts)
        .allSatisfy(
            attempt -> assertThatThrownBy(attempt).isInstanceOf(AccessDeniedException.class));
  }

  @Test
  void refuses_what_its_publisher_did_not_sign() {
    byte[] stranger = TestPackage.of("acme.greeter2", "1.0.0").sign(SigningKey.create());
    assertThatThrownBy(() -> running.submit(stranger))
        .isInstanceOf(InvalidException.class)
        .hasMessageContaining("none of 'Acme Tools'");
    byte[] nobody = TestPackage.of("nobody.greeter", "1.0.0").sign(ACME);
    assertThatThrownBy(() -> running.submit(nobody)).hasMessageContaining("no known publisher");
    byte[] svg = "<svg/>".getBytes(StandardCharsets.UTF_8);
    byte[] drawn = TestPackage.of("acme.svg", "1.0.0").file("icon.png", svg).sign(ACME);
    assertThatThrownBy(() -> running.submit(drawn)).hasMessageContaining("icon.png: is no PNG");
    assertThatThrownBy(() -> running.submit(new byte[0])).hasMessageContaining("is empty");
    assertThatThrownBy(() -> running.submit(svg)).isInstanceOf(InvalidException.class);
  }
}
