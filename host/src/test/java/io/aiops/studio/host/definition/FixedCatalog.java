package io.aiops.studio.host.definition;

import io.aiops.studio.host.json.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** A catalog with one agent, two tools and one model. */
final class FixedCatalog implements Catalog {

  private static final Entry ECHO =
      new Entry(
          Json.parseMap(
              "{\"type\": \"object\", \"properties\": {\"text\": {\"type\": \"string\"}}}"),
          Json.parseMap(
              """
              {"type": "object", "additionalProperties": false,
               "properties": {"turns": {"type": "integer", "maximum": 9}}}
              """));
  private static final Entry READ =
      new Entry(
          Json.parseMap(
              """
              {"type": "object", "required": ["path"],
               "properties": {"path": {"type": "string"},
                              "lines": {"type": "array", "items": {"type": "integer"}}}}
              """),
          Map.of());

  @Override
  public Optional<Entry> agent(String name) {
    return name.equals("echo") ? Optional.of(ECHO) : Optional.empty();
  }

  @Override
  public Optional<Entry> tool(UUID workspaceId, String reference) {
    return names(workspaceId, "tool").contains(reference) ? Optional.of(READ) : Optional.empty();
  }

  @Override
  public boolean hasModel(UUID workspaceId, String reference) {
    return reference.equals("simulated");
  }

  @Override
  public boolean keeps(String plugin, String version) {
    return plugin.equals("acme.echo");
  }

  @Override
  public List<String> names(UUID workspaceId, String kind) {
    return switch (kind) {
      case "agent" -> List.of("echo");
      case "tool" -> List.of("files/read", "files/write");
      default -> List.of("simulated");
    };
  }
}
