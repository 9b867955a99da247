package io.aiops.studio.host.worker;

import io.aiops.studio.api.PluginException;
import io.aiops.studio.api.PluginException.Category;
import io.aiops.studio.host.definition.ToolPattern;
import io.aiops.studio.host.execution.Ask;
import io.aiops.studio.host.execution.Decided;
import io.aiops.studio.host.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Holds back an agent's calls that a person has to approve. */
final class Consent {

  private static final int LARGEST = 256 * 1024;
  private static final int LONGEST = 2_000;

  private final Attempt attempt;

  Consent(Attempt attempt) {
    this.attempt = attempt;
  }

  /**
   * @return the arguments to call the tool with: those that were approved
   * @throws PluginException {@code DENIED} if a person rejected the call, {@code CANCELLED} if
   *     nobody has decided: the attempt has ended
   */
  Map<String, @Nullable Object> given(String tool, Map<String, @Nullable Object> arguments) {
    List<String> patterns = attempt.task().approvals().patterns();
    if (patterns.stream().noneMatch(pattern -> ToolPattern.matches(pattern, tool))) {
      return arguments;
    }
    // A copy: what is approved must be what is called, whatever the agent does to its map.
    Map<String, @Nullable Object> exact = map(JsonLike.copy(arguments, Withheld.NOTHING));
    Ask ask = checked(Ask.call(attempt.task().target(), tool, exact));
    Decided decided = attempt.decided(ask.hash());
    if (decided == null) {
      throw attempt.ask(ask);
    }
    return switch (decided.verdict()) {
      case APPROVE -> exact;
      case EDIT -> map(decided.details());
      case REJECT ->
          throw new PluginException(
              Category.DENIED,
              "The call of '%s' was rejected by %s%s"
                  .formatted(
                      tool,
                      decided.by(),
                      decided.comment().isEmpty() ? "" : ": " + decided.comment()));
    };
  }

  /** Within what a person can look at. */
  static Ask checked(Ask ask) {
    int size = Json.bytes(ask.details()).length;
    if (size > LARGEST || ask.question().length() > LONGEST) {
      throw new PluginException(
          Category.INVALID_INPUT,
          ("What is to be approved has a question of %d characters and %d bytes of details;"
                  + " expected at most %d and %d. Give a file instead.")
              .formatted(ask.question().length(), size, LONGEST, LARGEST));
    }
    return ask;
  }

  private static Map<String, @Nullable Object> map(@Nullable Object value) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    if (value instanceof Map<?, ?> given) {
      given.forEach((key, one) -> map.put(String.valueOf(key), one));
    }
    return map;
  }
}
