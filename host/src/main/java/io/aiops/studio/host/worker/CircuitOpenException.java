package io.aiops.studio.host.worker;

import io.aiops.studio.api.PluginException;
import java.time.Duration;

/** The call was not made: the other side has not answered for a while. */
final class CircuitOpenException extends PluginException {

  private static final long serialVersionUID = 1L;

  CircuitOpenException(String what, Duration again) {
    super(
        Category.UNAVAILABLE,
        what
            + " has not answered of late and is not asked now; the next try is in "
            + Math.max(1, again.toSeconds())
            + " s.",
        again,
        null);
  }
}
