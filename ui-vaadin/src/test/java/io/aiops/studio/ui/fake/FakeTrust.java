package io.aiops.studio.ui.fake;

import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.problem.NotFoundException;
import io.aiops.studio.host.trust.TrustService;

/** Nothing is known. */
final class FakeTrust implements TrustService {

  @Override
  public Trust of(Caller caller, String plugin) {
    throw new NotFoundException("plugin", plugin);
  }
}
