package io.aiops.studio.plugins.testkit.kit;

import io.aiops.studio.api.FileRef;
import io.aiops.studio.plugins.testkit.RecordingContext;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The files of samples, in the workspace of one call. */
final class FileReferences {

  private static final String KEY = "$file";

  private final Map<String, FileRef> references = new TreeMap<>();

  FileReferences(RecordingContext context, Map<String, String> files) {
    new TreeMap<>(files)
        .forEach((name, content) ->
            references.put(
                name, context.put(name, "text/plain", content.getBytes(StandardCharsets.UTF_8))));
  }

  Map<String, @Nullable Object> in(Map<String, @Nullable Object> arguments) {
    return Guess.map(value(arguments));
  }

  private @Nullable Object value(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      if (map.size() == 1 && map.get(KEY) instanceof String name) {
        FileRef reference = references.get(name);
        if (reference == null) {
          throw new AssertionError(
              "The samples refer to the file '" + name + "'; there are " + references.keySet());
        }
        return reference.toMap();
      }
      Map<String, @Nullable Object> copy = new LinkedHashMap<>();
      map.forEach((key, inner) -> copy.put(String.valueOf(key), value(inner)));
      return copy;
    }
    return value instanceof List<?> list ? list.stream().map(this::value).toList() : value;
  }
}
