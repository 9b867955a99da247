package io.aiops.studio.marketplace.template;

import io.aiops.studio.host.json.Json;
import io.aiops.studio.host.problem.InvalidException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** Reads an object of a template's JSON: each field named, of its type, and no other there. */
final class Fields {

  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  private final String place;
  private final Map<String, @Nullable Object> values;
  private final Set<String> asked = new HashSet<>();

  private Fields(String place, Map<String, @Nullable Object> values) {
    this.place = place;
    this.values = values;
  }

  /**
   * @throws InvalidException naming {@code file}
   */
  static Fields of(String file, byte[] json) {
    try {
      return new Fields(file + ": ", Json.parseMap(json));
    } catch (JacksonException e) {
      throw new InvalidException(file, "is no JSON object: " + e.getOriginalMessage());
    }
  }

  String path(String field) {
    return place + field;
  }

  private @Nullable Object value(String field) {
    asked.add(field);
    return values.get(field);
  }

  void format(int known) {
    if (!(value("format") instanceof Integer number) || number != known) {
      throw wrong("format", "expected " + known + ", the only one this studio knows");
    }
  }

  /**
   * @return the one that it is
   */
  int format(int one, int other) {
    if (value("format") instanceof Integer number && (number == one || number == other)) {
      return number;
    }
    throw wrong("format", "expected " + one + " or " + other + ", all that this studio knows");
  }

  String text(String field, int longest) {
    if (value(field) instanceof String text && text.length() <= longest) {
      return text;
    }
    throw wrong(field, "expected a text of at most " + longest + " characters");
  }

  String sha256(String field) {
    if (value(field) instanceof String text && SHA256.matcher(text).matches()) {
      return text;
    }
    throw wrong(field, "expected a SHA-256, 64 hexadecimal digits");
  }

  <E extends Enum<E>> E word(String field, Class<E> type) {
    Object value = value(field);
    for (E each : type.getEnumConstants()) {
      if (each.name().equals(value)) {
        return each;
      }
    }
    throw wrong(field, "expected one of " + List.of(type.getEnumConstants()));
  }

  List<Fields> objects(String field, int most) {
    if (!(value(field) instanceof List<?> list) || list.size() > most) {
      throw wrong(field, "expected a list of at most " + most);
    }
    List<Fields> objects = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      String at = place + field + "[" + i + "]";
      if (!(list.get(i) instanceof Map<?, ?> map)) {
        throw new InvalidException(at, "is no object.");
      }
      objects.add(new Fields(at + ".", Json.asRead(map)));
    }
    return objects;
  }

  /** Of any content. */
  Map<String, @Nullable Object> object(String field) {
    if (value(field) instanceof Map<?, ?> map) {
      return Json.asRead(map);
    }
    throw wrong(field, "expected an object");
  }

  /** Nothing else may be there: it would be carried without anybody having looked at it. */
  void close() {
    for (String field : values.keySet()) {
      if (!asked.contains(field)) {
        throw new InvalidException(path(field), "does not belong into a template.");
      }
    }
  }

  private InvalidException wrong(String field, String expected) {
    Object value = values.get(field);
    String seen = value == null ? "missing" : Json.write(value);
    return new InvalidException(
        path(field),
        "is %s; %s.".formatted(seen.length() > 80 ? seen.substring(0, 80) + "…" : seen, expected));
  }
}
