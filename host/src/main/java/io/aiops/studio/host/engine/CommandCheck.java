package io.aiops.studio.host.engine;

import io.aiops.studio.host.json.Json;
import io.aiops.studio.host.problem.InvalidException;
import io.aiops.studio.host.problem.Problem;
import io.aiops.studio.host.taskqueue.Command;
import io.aiops.studio.host.taskqueue.CommandCodec;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** Reads a command that a person wrote, and says what is wrong with it. */
final class CommandCheck {

  private CommandCheck() {}

  /**
   * @throws InvalidException naming the fields that it does not know, that are missing, or that are
   *     of another type
   */
  static Command read(String type, Map<String, @Nullable Object> body) {
    Class<?> record = CommandCodec.type(type);
    List<Problem> problems = new ArrayList<>();
    List<String> known =
        Arrays.stream(record.getRecordComponents()).map(RecordComponent::getName).toList();
    for (String field : body.keySet()) {
      if (!known.contains(field)) {
        problems.add(new Problem("body." + field, "is not known here; expected one of " + known));
      }
    }
    for (RecordComponent component : record.getRecordComponents()) {
      boolean optional = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
      if (!optional && body.get(component.getName()) == null) {
        problems.add(
            new Problem(
                "body." + component.getName(),
                "is missing; expected a " + component.getType().getSimpleName()));
      }
    }
    if (!problems.isEmpty()) {
      throw new InvalidException(problems);
    }
    try {
      return CommandCodec.read(type, Json.write(body).getBytes(StandardCharsets.UTF_8));
    } catch (JacksonException e) {
      throw new InvalidException("body", "is no " + type + " command: " + e.getOriginalMessage());
    }
  }
}
