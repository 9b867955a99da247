package io.aiops.studio.host.isolate;

import io.aiops.studio.api.PluginException;
import io.aiops.studio.host.json.Json;
import io.aiops.studio.host.plugin.JsonCopy;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Turns what a plugin gives into what can be written down, in the plugin's own process, and says
 * there what is wrong with it. What protects the studio is held in the studio, on what arrives.
 */
final class Plain extends JsonCopy {

  /** What is deeper cannot be read on the other side. */
  private static final int DEEPEST = Json.MAX_DEPTH - 10;

  private Plain() {
    super("plugin", DEEPEST);
  }

  /**
   * @throws PluginException {@code INTERNAL} naming the place and the class that does not belong,
   *     {@code LIMIT_REACHED} if it is too large
   */
  static @Nullable Object of(@Nullable Object value) {
    return new Plain().copy(value, "output");
  }

  /** As {@link #of}, of an object. */
  static Map<String, @Nullable Object> map(Map<?, ?> map) {
    return new Plain().copy(map, "output");
  }
}
