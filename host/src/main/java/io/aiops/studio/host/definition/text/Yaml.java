package io.aiops.studio.host.definition.text;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** Reads YAML and JSON with the bounds that the studio reads workflows with. */
final class Yaml {

  static final int LONGEST = 1024 * 1024;
  private static final int MOST_ALIASES = 50;

  private static final LoadSettings SETTINGS =
      LoadSettings.builder()
          .setLabel("workflow")
          .setSchema(new CoreSchema())
          .setAllowDuplicateKeys(false)
          .setAllowRecursiveKeys(false)
          .setMaxAliasesForCollections(MOST_ALIASES)
          .setCodePointLimit(LONGEST)
          .build();

  private Yaml() {}

  /**
   * @throws YamlEngineException if it is neither YAML nor JSON
   */
  static @Nullable Object load(String text) {
    return Values.copy(new Load(SETTINGS).loadFromString(text));
  }

  static Optional<Node> compose(String text) {
    return new Compose(SETTINGS).composeString(text);
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
