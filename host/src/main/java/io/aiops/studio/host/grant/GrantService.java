package io.aiops.studio.host.grant;

import io.aiops.studio.host.identity.Caller;
import java.util.List;

/** What plugins may have. Seeing needs VIEW, changing ADMINISTER in the first workspace. */
public interface GrantService {

  /** What a plugin was granted, by permission; empty if nothing, or if there is no such plugin. */
  List<Grant> list(Caller caller, String plugin);

  /**
   * Takes a permission back. The plugin goes on without it: what needs it is refused, on every node
   * within some seconds.
   *
   * @throws io.aiops.studio.host.problem.NotFoundException if it was not granted
   */
  void take(Caller caller, String plugin, String permission);
}
