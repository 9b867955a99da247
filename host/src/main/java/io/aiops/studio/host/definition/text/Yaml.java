package io.aiops.studio.host.definition.text;

import io.aiops.studio.host.definition.WholePairs;
import io.aiops.studio.host.definition.YamlBounds;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads YAML and JSON as workflows are read. */
final class Yaml {

  private Yaml() {}

  /**
   * @throws YamlEngineException if it is neither YAML nor JSON
   */
  static @Nullable Object load(String text) {
    return Values.copy(new Load(YamlBounds.SETTINGS).loadFromReader(new WholePairs(text)));
  }

  static Optional<Node> compose(String text) {
    return new Compose(YamlBounds.SETTINGS).composeReader(new WholePairs(text));
  }

  /** Whether a text reads as a value: how a way to write something is tried. */
  static boolean reads(String text, Object value) {
    try {
      return Values.same(load(text), value);
    } catch (YamlEngineException no) {
      // That is the answer: it does not.
      return false;
    }
  }
}
