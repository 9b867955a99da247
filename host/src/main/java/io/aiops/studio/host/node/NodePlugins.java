package io.aiops.studio.host.node;

import java.util.List;
import java.util.Objects;
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
   * @param figures of each version that is up there, the one that serves first
   */
  public record Plugin(
      String name,
      @Nullable String version,
      String state,
      @Nullable String error,
      List<Figures> figures) {
    public Plugin {
      // A node of an older version says none.
      figures = List.copyOf(Objects.requireNonNullElse(figures, List.of()));
      if (error != null && error.length() > LONGEST_ERROR) {
        error = error.substring(0, LONGEST_ERROR) + "…";
      }
    }
  }

  /**
   * What a version is at, and what it did since it came up there.
   *
   * @param serving false if it gets no new work: it ends what it began, or serves steps that are
   *     pinned to it
   * @param atWork calls that it is at now
   * @param done calls that went well
   * @param failed calls that failed
   * @param threads threads of the operating system that it began, or that its process has; null if
   *     that is not known
   * @param memoryMiB that its process has of the machine's memory; null if it has no process of its
   *     own: in the studio's nobody can tell whose memory is whose
   */
  public record Figures(
      String version,
      boolean serving,
      int atWork,
      long done,
      long failed,
      @Nullable Integer threads,
      @Nullable Long memoryMiB) {}

  /** As which node has it. */
  public record At(String node, NodePlugins plugins) {}

  public NodePlugins {
    plugins = List.copyOf(plugins);
  }
}
