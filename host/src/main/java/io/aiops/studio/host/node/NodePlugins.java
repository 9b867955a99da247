package io.aiops.studio.host.node;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the plugins stand on a node.
 *
 * @param set the version of the plugin set that the node has followed; 0 if none yet
 */
public record NodePlugins(long set, List<Plugin> plugins) {

  /** Before the node has said anything. */
  static final NodePlugins UNKNOWN = new NodePlugins(0, List.of());

  /** So much of an error is told to the other nodes, in characters. */
  private static final int LONGEST_ERROR = 500;

  /**
   * @param version which one runs there; null if none does
   * @param state {@code active}, {@code on_trial}, {@code starting} or {@code failed}
   * @param error why it failed, or what versions of it that were unloaded left behind; null for
   *     neither
   */
  public record Plugin(
      String name, @Nullable String version, String state, @Nullable String error) {
    public Plugin {
      if (error != null && error.length() > LONGEST_ERROR) {
        error = error.substring(0, LONGEST_ERROR) + "…";
      }
    }
  }

  /** As which node has it. */
  public record At(String node, NodePlugins plugins) {}

  public NodePlugins {
    plugins = List.copyOf(plugins);
  }
}
