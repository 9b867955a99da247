package io.aiops.studio.ui.plugin;

import com.vaadin.flow.component.html.Code;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import java.util.List;

/** What a plugin wants or has: in words, and as its manifest declares it. */
public final class PermissionList extends UnorderedList {

  private static final long serialVersionUID = 1L;

  public PermissionList(List<String> permissions) {
    addClassName("studio-permissions");
    for (String permission : permissions) {
      add(new ListItem(new Span(words(permission) + " "), new Code(permission)));
    }
  }

  static String words(String permission) {
    String[] parts = permission.split(":", 2);
    String value = parts[1];
    boolean own = value.equals("connection");
    return switch (parts[0]) {
      case "host" ->
          own
              ? "Reach the hosts of its connections"
              : value.equals("*") ? "Reach every host" : "Reach " + value;
      case "secret" ->
          value.equals("*")
              ? "Be given all secrets of its connections"
              : "Be given the secret '" + value + "' of its connections";
      case "folder" -> own ? "Use the folders of its connections" : "Use the folder " + value;
      case "model" -> value.equals("*") ? "Ask any model" : "Ask models of " + value;
      case "file" ->
          value.equals("read") ? "Read the workspace's files" : "Write the workspace's files";
      case "service" -> "See services of other plugins: " + value;
      case "code" -> "Be trusted with code that " + code(value);
      default -> permission;
    };
  }

  /** What a rule of the checks finds; docs/static-checks.md lists them. */
  private static String code(String rule) {
    return switch (rule) {
      case "network" -> "opens network connections by itself";
      case "files" -> "opens files and folders by itself";
      case "deep-reflection" -> "opens what other classes keep to themselves";
      case "surroundings" -> "looks at the server around it";
      case "environment" -> "reads environment variables";
      case "shared-state" -> "changes settings of the whole process";
      case "deserialization" -> "makes objects from bytes that it is given";
      default -> "the checks found: " + rule;
    };
  }
}
