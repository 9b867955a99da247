package io.aiops.studio.host.plugin;

import io.aiops.studio.host.identity.Caller;
import java.io.InputStream;
import java.util.List;

/** The plugins of this studio. Seeing needs VIEW, everything else ADMINISTER. */
public interface PluginService {

  List<PluginView> list(Caller caller);

  /**
   * Installs and starts a bundle; survives a restart. A newer version of an installed one replaces
   * it once the new one has started.
   *
   * @throws io.aiops.studio.host.problem.InvalidException if it is no bundle, needs something
   *     missing, or fails in activation: nothing is changed then
   * @throws io.aiops.studio.host.problem.ConflictException if this very version is installed
   */
  PluginView install(Caller caller, String fileName, InputStream jar);

  PluginView enable(Caller caller, String name);

  PluginView disable(Caller caller, String name);

  /**
   * @throws io.aiops.studio.host.problem.ConflictException for a shipped one: disable it instead
   */
  void remove(Caller caller, String name);

  /** What all active plugins offer: the palette. */
  List<PluginView.Contribution> contributions(Caller caller);
}
