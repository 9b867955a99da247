package io.aiops.studio.host.identity;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The append-only record of who did what. */
public interface Audit {

  /**
   * Records one act, in the caller's workspace.
   *
   * @param action such as {@code workflow.save}, {@code plugin.install}, {@code execution.cancel}
   * @param subject what it was done to: a name or an id
   * @param details JSON-like, no secrets
   */
  void record(Caller caller, String action, String subject, Map<String, @Nullable Object> details);
}
