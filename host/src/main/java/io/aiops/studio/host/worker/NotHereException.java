package io.aiops.studio.host.worker;

import io.aiops.studio.api.PluginException;
import java.time.Duration;

/** The plugin is not up on this node, which others may have in the meantime. */
final class NotHereException extends PluginException {

  private static final long serialVersionUID = 1L;
  private static final Duration AGAIN = Duration.ofSeconds(1);

  NotHereException(String kind, String name) {
    super(
        Category.UNAVAILABLE,
        "The "
            + kind
            + " '"
            + name
            + "' does not serve on this node now, whose plugins are not all up; the step goes to a"
            + " node again in a second.",
        AGAIN,
        null);
  }
}
