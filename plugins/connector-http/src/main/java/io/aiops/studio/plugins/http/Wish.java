package io.aiops.studio.plugins.http;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How the caller wants the answer.
 *
 * @param fileName for an answer that is kept as a file; empty to take it from the address
 * @param statuses of failures that the caller wants to see as answers
 */
record Wish(Form form, String fileName, Set<Integer> statuses) {

  /** What becomes of the body. */
  enum Form {
    /** As its media type says. */
    AUTO,
    TEXT,
    JSON,
    FILE
  }

  Wish {
    statuses = Set.copyOf(statuses);
  }

  static Wish from(Map<String, @Nullable Object> arguments) {
    Form form =
        switch (String.valueOf(arguments.get("as"))) {
          case "text" -> Form.TEXT;
          case "json" -> Form.JSON;
          case "file" -> Form.FILE;
          default -> Form.AUTO;
        };
    Set<Integer> statuses = new HashSet<>();
    if (arguments.get("acceptStatus") instanceof List<?> list) {
      list.forEach(status -> {
        if (status instanceof Number number) {
          statuses.add(number.intValue());
        }
      });
    }
    return new Wish(form, arguments.get("fileName") instanceof String name ? name : "", statuses);
  }

  boolean accepts(int status) {
    return status < 400 || statuses.contains(status);
  }
}
