package io.aiops.studio.ui.fake;

import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.problem.NotFoundException;
import io.aiops.studio.host.trust.RevocationList;
import io.aiops.studio.host.trust.RevocationService;

/** Nothing is revoked. */
final class FakeRevocations implements RevocationService {

  @Override
  public RevocationList current(Caller caller) {
    throw new NotFoundException("list", "revocations");
  }

  @Override
  public RevocationList set(Caller caller, byte[] document) {
    throw new UnsupportedOperationException();
  }
}
