package io.aiops.studio.host.definition;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where in values there are expressions: what is there, is known only when they run. */
final class OpenPaths {

  private final Set<String> paths = new HashSet<>();

  OpenPaths(Map<String, @Nullable Object> values) {
    find("", values);
  }

  /** Whether what is at a path depends on an expression. */
  boolean covers(String path) {
    return paths.stream()
        .anyMatch(p -> path.equals(p) || path.startsWith(p + ".") || path.startsWith(p + "["));
  }

  private void find(String path, @Nullable Object value) {
    switch (value) {
      case String text when text.contains("{{") -> paths.add(path);
      case Map<?, ?> map ->
          map.forEach((key, item) -> find(Where.in(path, String.valueOf(key)), item));
      case List<?> list -> {
        for (int i = 0; i < list.size(); i++) {
          find(path + "[" + i + "]", list.get(i));
        }
      }
      case null, default -> {}
    }
  }
}
