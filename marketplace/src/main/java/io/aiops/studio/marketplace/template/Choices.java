package io.aiops.studio.marketplace.template;

import io.aiops.studio.host.json.Json;
import io.aiops.studio.host.problem.InvalidException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What somebody chose for a template, as its form has it.
 *
 * @param name of the workflow; empty for the template's
 * @param players by kind: what plays each role, by the role's name
 */
public record Choices(String name, Map<Lock.Kind, Map<String, String>> players) {

  /** All as the template has it. */
  public static final Choices NONE = new Choices("", Map.of());

  public Choices {
    Map<Lock.Kind, Map<String, String>> copy = new TreeMap<>();
    players.forEach((kind, roles) -> copy.put(kind, Map.copyOf(roles)));
    players = java.util.Collections.unmodifiableMap(copy);
  }

  Optional<String> player(Lock.Kind kind, String role) {
    return Optional.ofNullable(players.getOrDefault(kind, Map.of()).get(role));
  }

  /** These, and where they say nothing, the others. */
  Choices or(Choices others) {
    Map<Lock.Kind, Map<String, String>> all = new TreeMap<>();
    for (Lock.Kind kind : Lock.Kind.values()) {
      Map<String, String> roles = new TreeMap<>(others.players.getOrDefault(kind, Map.of()));
      roles.putAll(players.getOrDefault(kind, Map.of()));
      all.put(kind, roles);
    }
    return new Choices(name.isEmpty() ? others.name : name, all);
  }

  Choices named(String other) {
    return new Choices(other, players);
  }

  /** Without what a lock does not ask for any more. */
  Choices without(Lock lock) {
    Map<Lock.Kind, Map<String, String>> asked = new TreeMap<>();
    for (Lock.Role role : lock.roles()) {
      player(role.kind(), role.name())
          .ifPresent(player ->
              asked.computeIfAbsent(role.kind(), kind -> new TreeMap<>()).put(role.name(), player));
    }
    return new Choices(name, asked);
  }

  /** How a workspace remembers them. */
  String write() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("name", name);
    players.forEach((kind, roles) -> map.put(Form.property(kind), new TreeMap<>(roles)));
    return Json.write(map);
  }

  /** From what {@link #write} wrote, or the JSON of a filled-in form. */
  static Choices read(String json) {
    return read(Json.parseMap(json));
  }

  /**
   * @throws InvalidException naming what is no text
   */
  static Choices read(Map<String, @Nullable Object> form) {
    Map<Lock.Kind, Map<String, String>> players = new TreeMap<>();
    for (Lock.Kind kind : Lock.Kind.values()) {
      Map<String, String> roles = new TreeMap<>();
      if (form.get(Form.property(kind)) instanceof Map<?, ?> given) {
        given.forEach((role, player) ->
            roles.put(String.valueOf(role), text(Form.property(kind) + "." + role, player)));
      }
      players.put(kind, roles);
    }
    Object name = form.get("name");
    return new Choices(name == null ? "" : text("name", name), players);
  }

  private static String text(String path, @Nullable Object value) {
    if (value instanceof String text && !text.isBlank() && text.length() <= 300) {
      return text;
    }
    throw new InvalidException(path, "is " + Json.write(value) + "; expected a name.");
  }
}
