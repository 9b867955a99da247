package io.aiops.studio.api;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A file kept by the studio, as it stands in inputs and outputs: {@code {"file": id, "name": …,
 * "mediaType": …, "size": …}}.
 *
 * @param id the studio's name for it, a UUID
 * @param name as the user called it, no folders
 * @param mediaType such as {@code text/plain}
 * @param size in bytes
 */
public record FileRef(String id, String name, String mediaType, long size) {

  /**
   * The JSON-like form, its keys always in the same order: what is written of it can be compared.
   */
  public Map<String, @Nullable Object> toMap() {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("file", id);
    map.put("name", name);
    map.put("mediaType", mediaType);
    map.put("size", size);
    return Collections.unmodifiableMap(map);
  }

  /** Reads the JSON-like form; empty if {@code value} is something else. */
  public static Optional<FileRef> from(@Nullable Object value) {
    if (value instanceof Map<?, ?> map
        && map.get("file") instanceof String id
        && map.get("name") instanceof String name
        && map.get("mediaType") instanceof String mediaType
        && map.get("size") instanceof Number size) {
      return Optional.of(new FileRef(id, name, mediaType, size.longValue()));
    }
    return Optional.empty();
  }
}
