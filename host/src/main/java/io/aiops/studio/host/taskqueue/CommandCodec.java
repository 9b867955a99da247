package io.aiops.studio.host.taskqueue;

import io.aiops.studio.host.json.Json;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Commands as text. A type's name is its record's. */
public final class CommandCodec {

  private static final Map<String, Class<?>> TYPES =
      Arrays.stream(Command.class.getPermittedSubclasses())
          .collect(Collectors.toUnmodifiableMap(Class::getSimpleName, Function.identity()));

  private CommandCodec() {}

  public static String type(Command command) {
    return command.getClass().getSimpleName();
  }

  /**
   * @throws IllegalArgumentException if this studio knows no such command
   */
  public static Class<?> type(@Nullable String name) {
    Class<?> type = name == null ? null : TYPES.get(name);
    if (type == null) {
      throw new IllegalArgumentException("A message of unknown type '" + name + "'");
    }
    return type;
  }

  /**
   * @throws IllegalArgumentException if this studio knows no such command
   */
  public static Command read(@Nullable String type, byte[] utf8) {
    return (Command) Json.parse(utf8, type(type));
  }
}
