package io.aiops.studio.host.definition;

import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** How the text of a workflow is read, whoever reads it: as YAML or JSON, within bounds. */
public final class YamlBounds {

  /** Characters of a text. */
  public static final int LONGEST = 1024 * 1024;

  private static final int MOST_ALIASES = 50;

  public static final LoadSettings SETTINGS =
      LoadSettings.builder()
          .setLabel("workflow")
          .setSchema(new CoreSchema())
          .setAllowDuplicateKeys(false)
          .setAllowRecursiveKeys(false)
          .setMaxAliasesForCollections(MOST_ALIASES)
          .setCodePointLimit(LONGEST)
          .build();

  private YamlBounds() {}

  /**
   * What a text says that is no workflow.
   *
   * @throws IllegalArgumentException if it is neither YAML nor JSON; says where
   */
  public static @Nullable Object read(String text) {
    try {
      return new Load(SETTINGS).loadFromString(text);
    } catch (YamlEngineException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }
}
