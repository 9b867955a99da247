package io.aiops.studio.marketplace.template;

import io.aiops.studio.host.definition.WorkflowReader;
import io.aiops.studio.host.problem.InvalidException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the workflow ran on where it was exported: which format its text has, which plugins in which
 * version and bytes, and what else it names. Holds names only, never settings.
 *
 * @param workflowFormat as the text's {@code schema} says
 * @param workflowSha256 of the text
 * @param plugins by name
 * @param roles by kind and name
 */
public record Lock(
    String workflowFormat, String workflowSha256, List<Pin> plugins, List<Role> roles) {

  static final String FILE = "lock.json";

  private static final int FORMAT = 1;
  private static final int MOST = 100;
  private static final int LONGEST = 300;

  /**
   * A plugin in a version.
   *
   * @param name the bundle's symbolic name
   * @param sha256 of the jar
   */
  public record Pin(String name, String version, String sha256) {}

  /** What a role is played by. */
  public enum Kind {
    /** Workflows name it {@code connection/tool}. */
    CONNECTION,
    /** {@code provider} or {@code provider/model}. */
    MODEL,
    /** Another workflow, which runs as a step. */
    WORKFLOW
  }

  /**
   * What the text names and each workspace has its own of.
   *
   * @param name as the text names it
   * @param provider the connector or model plugin's contribution it is a connection of; empty for a
   *     workflow
   */
  public record Role(Kind kind, String name, String provider) {}

  public Lock {
    plugins = List.copyOf(plugins);
    roles = List.copyOf(roles);
  }

  /** Of a workflow's text as this studio reads it. */
  public static Lock of(String text, List<Pin> plugins, List<Role> roles) {
    return new Lock(WorkflowReader.FORMAT, Hash.of(text), plugins, roles);
  }

  Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("format", FORMAT);
    map.put("workflowFormat", workflowFormat);
    map.put("workflowSha256", workflowSha256);
    map.put("plugins", plugins.stream().map(Lock::toMap).toList());
    map.put("roles", roles.stream().map(Lock::toMap).toList());
    return map;
  }

  private static Map<String, Object> toMap(Pin pin) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("name", pin.name());
    map.put("version", pin.version());
    map.put("sha256", pin.sha256());
    return map;
  }

  private static Map<String, Object> toMap(Role role) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("kind", role.kind().name());
    map.put("name", role.name());
    map.put("provider", role.provider());
    return map;
  }

  /**
   * @throws InvalidException naming the field
   */
  static Lock read(Fields in) {
    in.format(FORMAT);
    List<Pin> plugins = new ArrayList<>();
    for (Fields each : in.objects("plugins", MOST)) {
      plugins.add(
          new Pin(
              each.text("name", LONGEST), each.text("version", LONGEST), each.sha256("sha256")));
      each.close();
    }
    List<Role> roles = new ArrayList<>();
    for (Fields each : in.objects("roles", MOST)) {
      roles.add(
          new Role(
              each.word("kind", Kind.class),
              each.text("name", LONGEST),
              each.text("provider", LONGEST)));
      each.close();
    }
    Lock lock =
        new Lock(in.text("workflowFormat", LONGEST), in.sha256("workflowSha256"), plugins, roles);
    in.close();
    return lock;
  }
}
