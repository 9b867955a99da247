package io.aiops.studio.marketplace;

import static io.aiops.studio.marketplace.RunningMarketplace.ADA;
import static io.aiops.studio.marketplace.RunningMarketplace.BEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import io.aiops.studio.host.identity.AccessDeniedException;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.identity.Permission;
import io.aiops.studio.host.identity.Role;
import io.aiops.studio.host.problem.ConflictException;
import io.aiops.studio.host.problem.InvalidException;
import io.aiops.studio.host.problem.NotFoundException;
import io.aiops.studio.marketplace.comment.Comments;
import io.aiops.studio.marketplace.comment.Comments.Seen;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may comment, who sees it, and who takes it away. */
class CommentsTest {

  private static final String LISTING = "acme.talked-about";

  @TempDir private static Path folder;

  private static RunningMarketplace running;
  private static Comments comments;

  @BeforeAll
  static void start() throws IOException {
    running = RunningMarketplace.start(folder);
    comments = running.marketplace().comments();
  }

  @AfterAll
  static void stop() {
    running.close();
  }

  @Test
  void everybody_reads_what_is_said_and_their_own_workspace_who_said_it() {
    UUID first = comments.write(BEN, LISTING, " How does it count?\nBy line? ").id();
    comments.write(ADA, LISTING, "By line.");
    assertThat(comments.list(ADA, LISTING))
        .extracting(Seen::words, Seen::author, Seen::mine)
        .containsExactly(
            tuple("How does it count?\nBy line?", null, false), tuple("By line.", "ada", true));
    assertThatThrownBy(() -> comments.remove(ADA, LISTING, first))
        .isInstanceOf(NotFoundException.class);
    comments.remove(BEN, LISTING, first);
    assertThat(comments.list(BEN, LISTING)).extracting(Seen::words).containsExactly("By line.");
  }

  @Test
  void an_administrator_hides_what_was_written_in_their_workspace() {
    String listing = "acme.hidden";
    UUID id = comments.write(BEN, listing, "Rude.").id();
    Caller elsewhere = RunningMarketplace.caller("dan", Role.ADMINISTRATOR);
    assertThatThrownBy(() -> comments.hide(elsewhere, listing, id, "Rude."))
        .as("in another workspace")
        .isInstanceOf(NotFoundException.class);
    assertThatThrownBy(() -> comments.hide(BEN, listing, id, "Rude."))
        .isInstanceOf(AccessDeniedException.class);
    Caller chief =
        new Caller(
            UUID.randomUUID(),
            "cy",
            BEN.workspaceId(),
            Role.ADMINISTRATOR,
            EnumSet.allOf(Permission.class),
            false);
    comments.hide(chief, listing, id, "Be kind.");
    assertThat(comments.list(elsewhere, listing)).as("of another workspace").isEmpty();
    assertThat(comments.list(chief, listing).getFirst().hideable()).isTrue();
    assertThat(comments.list(BEN, listing).getFirst().hideable()).isFalse();
    assertThat(comments.list(ADA, listing))
        .as("the studio's own administrator")
        .extracting(Seen::words, Seen::author, Seen::hideable)
        .containsExactly(tuple("Rude.", null, true));
    comments.hide(ADA, listing, id, "");
    comments.hide(ADA, listing, id, "Be kind.");
    assertThat(comments.list(RunningMarketplace.caller("eve", Role.VIEWER), listing)).isEmpty();
    assertThat(comments.list(BEN, listing).getFirst().hidden()).isEqualTo("Be kind.");
    comments.hide(chief, listing, id, "");
    assertThat(comments.list(RunningMarketplace.caller("eve", Role.VIEWER), listing)).hasSize(1);
  }

  @Test
  void what_is_said_has_bounds() {
    String listing = "acme.bounds";
    assertThatThrownBy(() -> comments.write(BEN, listing, " \n"))
        .isInstanceOf(InvalidException.class)
        .hasMessageContaining("words: are empty");
    assertThatThrownBy(() -> comments.write(BEN, listing, "x".repeat(2001)))
        .hasMessageContaining("words: has 2001");
    assertThatThrownBy(() -> comments.write(BEN, listing, "turned \u202E round"))
        .isInstanceOf(InvalidException.class);
    for (int i = 0; i < Comments.MOST; i++) {
      comments.write(BEN, listing, "Said " + i);
    }
    assertThatThrownBy(() -> comments.write(BEN, listing, "One more"))
        .isInstanceOf(ConflictException.class)
        .hasMessageContaining("Remove one first.");
    assertThat(comments.list(BEN, listing)).hasSize(Comments.MOST);
  }
}
