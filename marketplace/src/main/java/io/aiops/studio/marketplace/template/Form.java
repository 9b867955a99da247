package io.aiops.studio.marketplace.template;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The form of what has to be chosen when a template is installed, a JSON Schema. It follows from
 * the lock, so that no schema of a stranger is ever run.
 */
final class Form {

  /** The name of the property that holds the choices of a kind. */
  static String property(Lock.Kind kind) {
    return switch (kind) {
      case CONNECTION -> "connections";
      case MODEL -> "models";
      case WORKFLOW -> "workflows";
    };
  }

  private Form() {}

  static Map<String, Object> of(Manifest manifest, Lock lock) {
    Map<String, Object> properties = new LinkedHashMap<>();
    Map<String, Object> name = new LinkedHashMap<>();
    name.put("type", "string");
    name.put("title", "Name of the workflow");
    name.put("pattern", "^[a-z0-9][a-z0-9-]{0,99}$");
    name.put("default", manifest.workflow());
    properties.put("name", name);
    for (Lock.Kind kind : Lock.Kind.values()) {
      of(kind, lock.roles()).ifPresent(form -> properties.put(property(kind), form));
    }
    Map<String, Object> form = new LinkedHashMap<>();
    form.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    form.put("type", "object");
    form.put("properties", properties);
    form.put("additionalProperties", false);
    return form;
  }

  private static Optional<Map<String, Object>> of(Lock.Kind kind, List<Lock.Role> roles) {
    Map<String, Object> properties = new LinkedHashMap<>();
    for (Lock.Role role : roles) {
      if (role.kind() == kind) {
        Map<String, Object> field = new LinkedHashMap<>();
        field.put("type", "string");
        field.put("title", role.name());
        field.put("description", description(role));
        field.put("default", role.name());
        properties.put(role.name(), field);
      }
    }
    if (properties.isEmpty()) {
      return Optional.empty();
    }
    Map<String, Object> group = new LinkedHashMap<>();
    group.put("type", "object");
    group.put("title", title(kind));
    group.put("properties", properties);
    group.put("additionalProperties", false);
    return Optional.of(group);
  }

  private static String title(Lock.Kind kind) {
    return switch (kind) {
      case CONNECTION -> "Connections";
      case MODEL -> "Models";
      case WORKFLOW -> "Workflows";
    };
  }

  private static String description(Lock.Role role) {
    return switch (role.kind()) {
      case CONNECTION -> "A connection of the connector '" + role.provider() + "'.";
      case MODEL -> "A model provider, or provider/model.";
      case WORKFLOW -> "A workflow that runs as a step.";
    };
  }
}
