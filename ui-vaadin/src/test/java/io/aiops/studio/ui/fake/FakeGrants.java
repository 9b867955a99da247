package io.aiops.studio.ui.fake;

import io.aiops.studio.host.grant.Grant;
import io.aiops.studio.host.grant.GrantService;
import io.aiops.studio.host.identity.Caller;
import java.util.List;

/** Nothing is granted. */
final class FakeGrants implements GrantService {

  @Override
  public List<Grant> list(Caller caller, String plugin) {
    return List.of();
  }

  @Override
  public void take(Caller caller, String plugin, String permission) {
    throw new UnsupportedOperationException();
  }
}
