package io.aiops.studio.host.plugin;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a plugin of the set stands on this node.
 *
 * @param version which one runs here; null if none does
 * @param error why it is FAILED, or what versions of it that were unloaded left behind; null for
 *     neither
 * @param figures of each version that is up here, the one that serves first
 */
public record PluginHere(
    String name,
    @Nullable String version,
    State state,
    @Nullable String error,
    List<PluginFigures> figures) {

  /** Where it is on its way. */
  public enum State {
    /** It serves. */
    ACTIVE,
    /** It serves, and is taken back if it does worse than the one whose place it took. */
    ON_TRIAL,
    /** It was not tried here yet. */
    STARTING,
    /** It does not start here; the version that may run still gets no work. */
    FAILED
  }
}
