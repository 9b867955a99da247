package io.aiops.studio.marketplace;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.host.definition.WorkflowVersion;
import io.aiops.studio.host.identity.Caller;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people did with a shipped workflow is theirs: the next start leaves it alone. */
class KeptChoicesTest {

  @TempDir static Path folder;

  @Test
  void a_removed_template_stays_away_and_a_changed_one_stays_changed() throws IOException {
    String changed;
    try (TestStudio studio = TestStudio.start(folder)) {
      var workflows = studio.studio().workflows();
      Caller caller = studio.caller();
      workflows.remove(caller, "ticket-routing");
      changed =
          workflows.get(caller, "log-triage").text().replace("title: Log triage", "title: Our log");
      assertThat(workflows.save(caller, changed, 1).version()).isEqualTo(2);
    }
    try (TestStudio studio = TestStudio.start(folder)) {
      var workflows = studio.studio().workflows();
      assertThat(workflows.list(studio.caller(), "", 100, 0))
          .extracting(WorkflowVersion::name)
          .containsExactly("log-triage", "web-digest");
      WorkflowVersion kept = workflows.get(studio.caller(), "log-triage");
      assertThat(kept.version()).isEqualTo(2);
      assertThat(kept.text()).isEqualTo(changed);
    }
  }
}
