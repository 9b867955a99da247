package io.aiops.studio.host.execution;

import io.aiops.studio.host.json.Json;
import java.util.AbstractList;
import java.util.List;
import java.util.Map;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/**
 * JSON-like values of which there may be very many, kept small: a text, a number or a boolean as it
 * is, anything else as JSON in UTF-8. Reading one makes a new copy of it.
 */
final class Packed extends AbstractList<@Nullable Object> implements RandomAccess {

  private final @Nullable Object[] packed;
  private long characters;

  /** So many nulls. */
  Packed(int size) {
    this.packed = new Object[size];
  }

  Packed(List<@Nullable Object> values) {
    this(values.size());
    int index = 0;
    for (Object value : values) {
      pack(index++, value);
    }
  }

  /** The value as it is kept alone. */
  static @Nullable Object packed(@Nullable Object value) {
    return value instanceof Map || value instanceof List ? Json.bytes(value) : value;
  }

  static @Nullable Object unpacked(@Nullable Object kept) {
    return kept instanceof byte[] json ? Json.parse(json, Object.class) : kept;
  }

  /** Package-private and not {@code set}: to the outside the list does not change. */
  void pack(int index, @Nullable Object value) {
    Object kept = packed(value);
    packed[index] = kept;
    characters += kept instanceof byte[] json ? json.length : 0;
    characters += kept instanceof String text ? text.length() : 0;
  }

  /** Of all that was packed, about. */
  long characters() {
    return characters;
  }

  @Override
  public @Nullable Object get(int index) {
    return unpacked(packed[index]);
  }

  @Override
  public int size() {
    return packed.length;
  }
}
