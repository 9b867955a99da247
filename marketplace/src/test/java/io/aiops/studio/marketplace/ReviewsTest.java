package io.aiops.studio.marketplace;

import static io.aiops.studio.marketplace.RunningMarketplace.ADA;
import static io.aiops.studio.marketplace.RunningMarketplace.BEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.identity.Permission;
import io.aiops.studio.host.identity.Role;
import io.aiops.studio.host.problem.ConflictException;
import io.aiops.studio.host.problem.InvalidException;
import io.aiops.studio.host.problem.NotFoundException;
import io.aiops.studio.marketplace.listing.Listing;
import io.aiops.studio.marketplace.review.Reviews.Seen;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may say what, and who sees it. */
class ReviewsTest {

  @TempDir private static Path folder;

  @AutoClose private static RunningMarketplace running;
  private static Marketplace studio;

  @BeforeAll
  static void start() throws IOException {
    running = RunningMarketplace.start(folder);
    studio = running.marketplace();
  }

  @Test
  void one_person_one_review_of_what_they_fetched() {
    running.publish("acme.reviewed", "1.0.0");
    assertThatThrownBy(() -> studio.reviews().write(BEN, "acme.reviewed", 5, "Good."))
        .isInstanceOf(ConflictException.class)
        .hasMessageContaining("install 'acme.reviewed' first, or run");
    studio.browsing().fetch(BEN, "acme.reviewed", "1.0.0");
    studio.reviews().write(BEN, "acme.reviewed", 1, "Bad.");
    studio.reviews().write(BEN, "acme.reviewed", 4, "Better now.");
    assertThat(running.listing("acme.reviewed"))
        .returns(1L, Listing::ratings)
        .returns(4L, Listing::stars);
    assertThatThrownBy(() -> studio.reviews().write(BEN, "acme.reviewed", 6, "x".repeat(2001)))
        .isInstanceOf(InvalidException.class)
        .hasMessageContaining("stars: are 6")
        .hasMessageContaining("words: has 2001");

    Caller elsewhere = RunningMarketplace.caller("dan", Role.ADMINISTRATOR);
    Seen fromAfar = studio.reviews().list(elsewhere, "acme.reviewed").getFirst();
    assertThat(fromAfar)
        .as("of another workspace: what they say, not who they are")
        .returns("Better now.", Seen::words)
        .returns(null, Seen::author)
        .returns(null, Seen::id);
    assertThatThrownBy(
            () -> studio.reviews().hide(elsewhere, "acme.reviewed", BEN.userId(), "Rude."))
        .isInstanceOf(NotFoundException.class);

    Caller chief =
        new Caller(
            UUID.randomUUID(),
            "cy",
            BEN.workspaceId(),
            Role.ADMINISTRATOR,
            EnumSet.allOf(Permission.class),
            false);
    UUID id = studio.reviews().list(chief, "acme.reviewed").getFirst().id();
    studio.reviews().hide(chief, "acme.reviewed", id, "Rude.");
    assertThat(studio.reviews().list(elsewhere, "acme.reviewed")).isEmpty();
    assertThat(studio.reviews().list(ADA, "acme.reviewed").getFirst())
        .as("the studio's own administrator")
        .returns("Better now.", Seen::words)
        .returns(null, Seen::author)
        .returns(id, Seen::id);
    assertThat(running.listing("acme.reviewed").ratings()).isZero();
    assertThat(
            studio.reviews().list(RunningMarketplace.caller("eve", Role.VIEWER), "acme.reviewed"))
        .isEmpty();
    assertThat(studio.reviews().list(BEN, "acme.reviewed").getFirst().hidden()).isEqualTo("Rude.");
    studio.reviews().write(BEN, "acme.reviewed", 5, "Again!");
    assertThat(running.listing("acme.reviewed").ratings()).as("hidden stays hidden").isZero();
    studio.reviews().remove(BEN, "acme.reviewed");
    assertThat(studio.reviews().list(BEN, "acme.reviewed")).isEmpty();
    assertThatThrownBy(() -> studio.reviews().remove(BEN, "acme.reviewed"))
        .isInstanceOf(NotFoundException.class);
    assertThatThrownBy(() -> studio.reviews().hide(chief, "acme.reviewed", id, ""))
        .as("there is nothing to be shown again")
        .isInstanceOf(NotFoundException.class);
    studio.reviews().write(BEN, "acme.reviewed", 5, "And again!");
    assertThat(running.listing("acme.reviewed").ratings()).as("removed or not").isZero();
    assertThat(studio.reviews().list(BEN, "acme.reviewed").getFirst().hidden()).isEqualTo("Rude.");
    studio.reviews().hide(chief, "acme.reviewed", id, "");
    assertThat(running.listing("acme.reviewed").ratings()).isOne();
    studio.reviews().remove(BEN, "acme.reviewed");
    assertThat(studio.reviews().list(chief, "acme.reviewed")).isEmpty();
  }
}
