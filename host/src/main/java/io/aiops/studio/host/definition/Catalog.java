package io.aiops.studio.host.definition;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What validation asks about the agents, tools and models a workflow names. */
public interface Catalog {

  /**
   * What is known of one.
   *
   * @param inputSchema JSON Schema of its input; empty map if it takes anything
   * @param settingsSchema JSON Schema of its settings; empty map if it has none
   */
  record Entry(
      Map<String, @Nullable Object> inputSchema, Map<String, @Nullable Object> settingsSchema) {}

  Optional<Entry> agent(String name);

  /**
   * @param reference {@code connection/tool}
   */
  Optional<Entry> tool(UUID workspaceId, String reference);

  /**
   * @param reference {@code provider} or {@code provider/model}
   */
  boolean hasModel(UUID workspaceId, String reference);

  /** Whether a plugin is here, and was once in that version: then executions can keep to it. */
  boolean keeps(String plugin, String version);

  /** Names of what there is, for messages: {@code agent}, {@code tool} or {@code model}. */
  java.util.List<String> names(UUID workspaceId, String kind);
}
