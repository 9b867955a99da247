package io.aiops.studio.marketplace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.problem.ConflictException;
import io.aiops.studio.marketplace.sharing.Sharing;
import io.aiops.studio.marketplace.template.TemplateFile;
import io.aiops.studio.marketplace.template.TestTemplates;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Somebody of the workspace shares, and does not come to an end. */
class SharingWaitTest {

  @TempDir private static Path folder;

  @Test
  @Timeout(180)
  void who_shares_behind_them_is_told_so_and_holds_nothing() throws IOException, SQLException {
    try (RunningMarketplace running = RunningMarketplace.start(folder)) {
      Caller admin = running.administrator();
      Sharing sharing = running.marketplace().sharing();
      TemplateFile file = TestTemplates.plain("team.waits", "1.0.0", "# One");
      try (Connection other = running.foundation().database().dataSource().getConnection();
          PreparedStatement lock =
              other.prepareStatement("select pg_advisory_xact_lock(hashtextextended(?, 0))")) {
        other.setAutoCommit(false);
        lock.setString(1, "shared_template " + admin.workspaceId());
        lock.execute();
        assertThatThrownBy(() -> sharing.share(admin, file))
            .isInstanceOf(ConflictException.class)
            .hasMessage(
                "Somebody shares here right now. Nothing was shared; try again in a moment.");
        assertThat(sharing.list(admin)).isEmpty();
        other.rollback();
        other.setAutoCommit(true);
      }
      sharing.share(admin, file);
      assertThat(sharing.list(admin)).hasSize(1);
    }
  }
}
