package io.aiops.studio.ui.fake;

import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.retention.RetentionService;
import org.jspecify.annotations.Nullable;

/** Keeps everything. */
final class FakeRetention implements RetentionService {

  @Override
  public Retention retention(Caller caller) {
    return new Retention(null, null, null, 0);
  }

  @Override
  public Retention keep(Caller caller, @Nullable Integer days) {
    return new Retention(days, caller.userName(), null, 0);
  }
}
