package io.aiops.studio.ui.fake;

import io.aiops.studio.host.SelfCheck;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.identity.Permission;
import java.time.Instant;
import java.util.List;

/** A self-check that finds what a test says. */
public final class FakeSelfCheck implements SelfCheck {

  public List<Finding> findings =
      List.of(new Finding("database", Severity.OK, "Answers.", "Nothing is to be done.", null));

  @Override
  public Report check(Caller caller) {
    caller.require(Permission.ADMINISTER);
    return new Report(Instant.EPOCH, findings);
  }
}
