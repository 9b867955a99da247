package io.aiops.studio.cli.execution;

import io.aiops.studio.cli.console.CommandFailedException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The inputs a workflow declares, as far as the command line must know them. */
final class InputSchema {

  private static final YAMLMapper YAML = YAMLMapper.builder().build();

  /**
   * @param types of JSON Schema; empty if any will do
   * @param file takes an uploaded file
   */
  record Input(Set<String> types, boolean file) {}

  private final Map<String, Input> inputs = new LinkedHashMap<>();

  private InputSchema() {}

  /** Of a workflow's text, YAML or JSON. */
  static InputSchema of(String workflowText) {
    InputSchema schema = new InputSchema();
    try {
      JsonNode properties = YAML.readTree(workflowText).path("inputs").path("properties");
      properties
          .properties()
          .forEach(property -> schema.inputs.put(property.getKey(), input(property.getValue())));
    } catch (JacksonException e) {
      throw new CommandFailedException(
          "The workflow's text is no YAML this program can read: " + e.getOriginalMessage(), e);
    }
    return schema;
  }

  private static Input input(JsonNode property) {
    Set<String> types = new LinkedHashSet<>();
    JsonNode type = property.path("type");
    if (type.isArray()) {
      type.forEach(one -> types.add(one.asString()));
    } else if (type.isString()) {
      types.add(type.asString());
    }
    return new Input(types, property.path("format").asString("").equals("file"));
  }

  Optional<Input> find(String name) {
    return Optional.ofNullable(inputs.get(name));
  }

  List<String> names() {
    return new ArrayList<>(inputs.keySet());
  }
}
