package io.aiops.studio.host.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops.studio.host.identity.AccessDeniedException;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.identity.Role;
import io.aiops.studio.host.identity.Somebody;
import io.aiops.studio.host.persistence.JdbiIdentityStore;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An execution of workspace 'Lab' that no engine looks at, on a real PostgreSQL. */
class LateElsewhereTest extends ForgottenFixture {

  private static final UUID LAB = UUID.randomUUID();

  private UUID late;

  @BeforeEach
  void one_of_the_lab_that_was_to_be_looked_at_long_ago() {
    new JdbiIdentityStore(database).addWorkspace(LAB, "Lab", clock.instant());
    late = accept(LAB, UUID.randomUUID());
    clock.advance(Duration.ofMinutes(2));
  }

  @Test
  void each_workspace_hears_how_many_of_others_are_late_and_no_more() {
    Forgotten.Found found = forgotten.find(UUID.randomUUID());
    assertThat(found.overdue()).isEmpty();
    assertThat(found.elsewhere()).isEqualTo(1);
    assertThat(found.toString()).doesNotContain(late.toString());
    assertThat(forgotten.find(LAB).elsewhere()).isZero();
  }

  @Test
  void who_keeps_the_studio_hears_which() {
    assertThat(forgotten.elsewhere(Somebody.with(Role.ADMINISTRATOR)))
        .singleElement()
        .satisfies(each -> {
          assertThat(each.executionId()).isEqualTo(late);
          assertThat(each.workspace()).isEqualTo("Lab");
          assertThat(each.since()).isBefore(clock.instant().minusSeconds(60));
        });
    assertThat(forgotten.elsewhere(Somebody.with(Role.ADMINISTRATOR, LAB))).isEmpty();
  }

  @Test
  void nobody_else_does() {
    Caller keeper = Somebody.with(Role.ADMINISTRATOR);
    Caller ofAnother =
        new Caller(
            keeper.userId(), "bob", keeper.workspaceId(), keeper.role(), keeper.scopes(), false);
    for (Caller caller : List.of(ofAnother, Somebody.with(Role.OPERATOR))) {
      assertThatThrownBy(() -> forgotten.elsewhere(caller))
          .isInstanceOf(AccessDeniedException.class);
    }
  }
}
