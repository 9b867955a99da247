package io.aiops.studio.host.execution;

import io.aiops.studio.host.json.Json;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Events as text. A type's name is its record's; fields missing in old text read as null. */
public final class EventCodec {

  private static final Map<String, Class<?>> TYPES =
      Arrays.stream(Event.class.getPermittedSubclasses())
          .collect(Collectors.toUnmodifiableMap(Class::getSimpleName, Function.identity()));

  private EventCodec() {}

  public static String type(Event event) {
    return event.getClass().getSimpleName();
  }

  public static String write(Event event) {
    return Json.write(event);
  }

  /**
   * @throws IllegalArgumentException if this studio does not know the type
   */
  public static Event read(String type, String text) {
    Class<?> known = TYPES.get(type);
    if (known == null) {
      throw new IllegalArgumentException(
          "Unknown event type '" + type + "': the data was written by a newer studio.");
    }
    return (Event) Json.parse(text, known);
  }
}
