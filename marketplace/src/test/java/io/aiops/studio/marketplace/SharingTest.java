package io.aiops.studio.marketplace;

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
import io.aiops.studio.marketplace.persistence.JdbiSharedStore;
import io.aiops.studio.marketplace.sharing.Sharing;
import io.aiops.studio.marketplace.sharing.Sharing.Seen;
import io.aiops.studio.marketplace.template.Choices;
import io.aiops.studio.marketplace.template.ExportRequest;
import io.aiops.studio.marketplace.template.TemplateFile;
import io.aiops.studio.marketplace.template.TemplateService;
import io.aiops.studio.marketplace.template.TestTemplates;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a workspace shares with its own people: who sees it, who may what, and that it stays. */
class SharingTest extends SharingFixture {

  private Caller admin;

  @BeforeAll
  void an_administrator() {
    admin = running.administrator();
  }

  private static Caller in(Caller workspace, Role role) {
    return new Caller(
        UUID.randomUUID(),
        "some-" + role,
        workspace.workspaceId(),
        role,
        EnumSet.allOf(Permission.class),
        false);
  }

  @Test
  void all_of_the_workspace_see_it_and_nobody_else_does() {
    Caller builder = in(admin, Role.BUILDER);
    TemplateFile file = template("team.seen", "1.0.0", "# One");
    sharing.share(builder, file);
    assertThat(of(in(admin, Role.VIEWER), "team.seen"))
        .extracting(
            seen -> seen.shared().version(),
            seen -> seen.shared().sharedBy(),
            Seen::newest,
            Seen::removable)
        .containsExactly(tuple("1.0.0", "some-BUILDER", true, false));
    assertThat(sharing.content(in(admin, Role.BUILDER), "team.seen", "1.0.0"))
        .isEqualTo(file.write());
    Caller stranger = RunningMarketplace.caller("eve", Role.ADMINISTRATOR);
    assertThat(sharing.list(stranger)).isEmpty();
    assertThatThrownBy(() -> sharing.content(stranger, "team.seen", "1.0.0"))
        .isInstanceOf(NotFoundException.class);
    assertThatThrownBy(() -> sharing.remove(stranger, "team.seen", "1.0.0"))
        .isInstanceOf(NotFoundException.class);
    sharing.share(stranger, template("team.seen", "1.0.0", "# Another"));
    assertThat(sharing.content(builder, "team.seen", "1.0.0")).isEqualTo(file.write());
  }

  @Test
  void it_is_installed_and_the_older_one_is_told_of_the_newer() {
    TemplateService templates = new TemplateService(running.studio());
    sharing.share(admin, template("team.update", "1.9.0", "# One"));
    templates.install(
        admin, sharing.open(admin, "team.update", "1.9.0"), new Choices("uses-it", Map.of()));
    assertThat(of(admin, "team.update").getFirst().updates()).isEmpty();
    sharing.share(admin, template("team.update", "1.10.0", "# Two"));
    assertThat(of(admin, "team.update"))
        .extracting(seen -> seen.shared().version(), Seen::newest, Seen::updates)
        .containsExactly(
            tuple("1.10.0", true, List.of("uses-it")), tuple("1.9.0", false, List.of()));
    templates.update(
        admin, sharing.open(admin, "team.update", "1.10.0"), "uses-it", Choices.NONE, Map.of(), 0);
    assertThat(of(admin, "team.update").getFirst().updates()).isEmpty();
  }

  @Test
  void a_version_stays_what_it_was_also_after_it_was_taken_away() {
    TemplateFile first = template("team.stays", "1.0.0", "# One");
    String sha256 = sharing.share(admin, first).sha256();
    assertThat(sharing.share(in(admin, Role.BUILDER), first).sharedBy())
        .as("nothing changes")
        .isEqualTo(admin.userName());
    TemplateFile other = template("team.stays", "1.0.0", "# Other");
    assertThatThrownBy(() -> sharing.share(admin, other))
        .isInstanceOf(ConflictException.class)
        .hasMessageContainingAll("team.stays 1.0.0", sha256, "higher version");
    sharing.remove(admin, "team.stays", "1.0.0");
    assertThat(of(admin, "team.stays")).isEmpty();
    assertThatThrownBy(() -> sharing.content(admin, "team.stays", "1.0.0"))
        .isInstanceOf(NotFoundException.class);
    assertThatThrownBy(() -> sharing.share(admin, other)).isInstanceOf(ConflictException.class);
    sharing.share(admin, first);
    assertThat(sharing.content(admin, "team.stays", "1.0.0")).isEqualTo(first.write());
  }

  @Test
  void its_author_and_administrators_take_it_away_and_others_do_not() {
    Caller author = in(admin, Role.BUILDER);
    for (String version : List.of("1.0.0", "1.1.0")) {
      sharing.share(author, template("team.away", version, "# One"));
    }
    assertThatThrownBy(() -> sharing.remove(in(admin, Role.BUILDER), "team.away", "1.0.0"))
        .isInstanceOf(AccessDeniedException.class);
    assertThat(of(author, "team.away")).hasSize(2).allMatch(Seen::removable);
    sharing.remove(author, "team.away", "1.0.0");
    sharing.remove(in(admin, Role.ADMINISTRATOR), "team.away", "1.1.0");
    assertThat(of(admin, "team.away")).isEmpty();
    assertThatThrownBy(() -> sharing.remove(author, "team.away", "1.0.0"))
        .isInstanceOf(NotFoundException.class);
    assertThat(running.studio().identity().audit(admin, null, 100).items().toString())
        .contains("template.share", "template.unshare", "team.away");
  }

  @Test
  void viewers_and_operators_share_and_fetch_nothing() {
    TemplateFile file = template("team.roles", "1.0.0", "# One");
    sharing.share(admin, file);
    for (Role role : List.of(Role.VIEWER, Role.OPERATOR)) {
      Caller caller = in(admin, role);
      assertThatThrownBy(() -> sharing.share(caller, file))
          .isInstanceOf(AccessDeniedException.class);
      assertThatThrownBy(() -> sharing.content(caller, "team.roles", "1.0.0"))
          .isInstanceOf(AccessDeniedException.class);
      assertThatThrownBy(() -> sharing.remove(caller, "team.roles", "1.0.0"))
          .isInstanceOf(AccessDeniedException.class);
    }
  }

  @Test
  void what_is_not_recorded_is_not_done() {
    Caller here = RunningMarketplace.caller("eli", Role.BUILDER);
    Sharing unrecorded =
        new Sharing(
            new JdbiSharedStore(running.foundation().database()),
            new TemplateService(running.studio()),
            (caller, action, subject, details) -> {
              throw new IllegalStateException("The record is full");
            },
            running.foundation().clock());
    TemplateFile file = template("team.unrecorded", "1.0.0", "# One");
    assertThatThrownBy(() -> unrecorded.share(here, file)).hasMessage("The record is full");
    assertThat(of(here, "team.unrecorded")).isEmpty();
    sharing.share(here, file);
    assertThatThrownBy(() -> unrecorded.remove(here, "team.unrecorded", "1.0.0"))
        .hasMessage("The record is full");
    assertThat(of(here, "team.unrecorded")).hasSize(1);
  }

  @Test
  void what_was_made_of_another_file_under_the_same_name_is_offered_no_update() {
    TemplateService templates = new TemplateService(running.studio());
    sharing.share(admin, template("team.twin", "1.0.0", "# Ours"));
    templates.install(
        admin, sharing.open(admin, "team.twin", "1.0.0"), new Choices("of-ours", Map.of()));
    templates.install(
        admin, template("team.twin", "1.0.0", "# Theirs"), new Choices("of-theirs", Map.of()));
    sharing.share(admin, template("team.twin", "1.1.0", "# Ours"));
    sharing.remove(admin, "team.twin", "1.0.0");
    assertThat(of(admin, "team.twin").getFirst().updates()).containsExactly("of-ours");
  }

  @Test
  void in_a_publishers_namespace_only_what_that_publisher_signed_is_shared() {
    TemplateFile unsigned = template("acme.theirs", "1.0.0", "# One");
    assertThatThrownBy(() -> sharing.share(admin, unsigned))
        .isInstanceOf(InvalidException.class)
        .hasMessageContaining("acme");
    TemplateFile signed =
        TemplateFile.read("t", TestTemplates.sign(unsigned, RunningMarketplace.ACME));
    sharing.share(admin, signed);
    assertThat(of(admin, "acme.theirs")).hasSize(1);
  }

  @Test
  void of_a_workflow_that_holds_a_secret_nothing_is_shared() {
    running
        .studio()
        .workflows()
        .save(
            admin,
            """
            schema: aiops-studio/workflow/v1
            name: leaky-share
            # was: sk-abcdefghij0123456789ABCD
            steps:
              - {id: a, kind: wait, duration: PT0S}
            """,
            null);
    ExportRequest request = ExportRequest.of("leaky-share", "team.leaky", "1.0.0");
    assertThatThrownBy(() -> sharing.share(admin, request))
        .isInstanceOf(InvalidException.class)
        .hasMessageContaining("line 3");
    assertThat(of(admin, "team.leaky")).isEmpty();
  }
}
