package io.aiops.studio.host.plugin;

import io.aiops.studio.host.problem.InvalidException;
import io.aiops.studio.host.problem.Problem;
import java.util.List;

/**
 * A plugin's code may not run in the studio's process, whoever made it; nothing was changed. It can
 * be installed with {@link Isolation#SEPARATE}.
 */
public final class SeparateOnlyException extends InvalidException {

  private static final long serialVersionUID = 1L;

  private final String plugin;

  /**
   * @param found what is in it that may not be, at least one
   */
  public SeparateOnlyException(String plugin, List<Problem> found) {
    super(found);
    this.plugin = plugin;
  }

  /** Its symbolic name. */
  public String plugin() {
    return plugin;
  }
}
