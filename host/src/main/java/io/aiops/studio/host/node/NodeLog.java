package io.aiops.studio.host.node;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a plugin last wrote on a node.
 *
 * @param written the number of the last line among those of all plugins: another number, other
 *     lines
 * @param lines the newest last
 */
public record NodeLog(long written, List<Line> lines) {

  /**
   * A line of a plugin.
   *
   * @param version of the plugin that wrote it; empty if the studio did
   * @param level {@code failed} if a call of it failed, {@code error}, {@code warning} or {@code
   *     info}
   * @param workspaceId that the call was for; null if it was written outside of calls
   */
  public record Line(
      Instant at, String version, String level, @Nullable UUID workspaceId, String text) {

    /** Whether administrators of a workspace may see it. */
    public boolean isFor(UUID workspace) {
      return workspaceId == null || workspaceId.equals(workspace);
    }
  }

  /** As which node has it. */
  public record At(String node, List<Line> lines) {
    public At {
      lines = List.copyOf(lines);
    }
  }

  public NodeLog {
    lines = List.copyOf(lines);
  }
}
