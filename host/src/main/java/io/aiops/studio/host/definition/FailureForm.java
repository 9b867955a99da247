package io.aiops.studio.host.definition;

import io.aiops.studio.api.PluginException;
import io.aiops.studio.host.definition.Step.OnFailure;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** What the text says of a step that fails: whether it is tried again, and what then. */
final class FailureForm {

  /** What plugin-api's failures are called in text, and the host's own that is tried again. */
  private static final List<String> CATEGORIES =
      Stream.concat(
              Arrays.stream(PluginException.Category.values())
                  .map(category -> category.name().toLowerCase(Locale.ROOT).replace('_', '-')),
              Stream.of(Plan.INVALID))
          .toList();

  private FailureForm() {}

  /** How it is tried again; {@code otherwise} if the text does not say. */
  static Retry retry(Reading in, Retry otherwise) {
    Retry retry = in.has("retry") ? retry(in.within("retry")) : otherwise;
    in.any("retry");
    return retry;
  }

  private static Retry retry(Reading in) {
    Retry retry =
        new Retry(
            in.integer("attempts", Retry.DEFAULT.attempts(), 1, 100),
            in.duration("delay", Retry.DEFAULT.delay()),
            in.number("factor", Retry.DEFAULT.factor(), 1, 100),
            in.duration("maxDelay", Retry.DEFAULT.maxDelay()),
            in.number("jitter", Retry.DEFAULT.jitter(), 0, 1),
            in.texts("except", CATEGORIES));
    in.close();
    return retry;
  }

  static OnFailure onFailure(Reading in) {
    Object value = in.any("onFailure");
    List<String> known = List.of("fail", "continue");
    if (value instanceof Map<?, ?>) {
      Reading object = in.within("onFailure");
      String then = object.text("then");
      if (!then.isEmpty()) {
        object.isOneOf("then", then, known);
      }
      Object output = object.any("output");
      object.close();
      return new OnFailure(then(then), output);
    }
    return !in.has("onFailure")
        ? OnFailure.DEFAULT
        : new OnFailure(then(in.oneOf("onFailure", "fail", known)), null);
  }

  private static OnFailure.Then then(String word) {
    return word.equals("continue") ? OnFailure.Then.CONTINUE : OnFailure.Then.FAIL;
  }
}
