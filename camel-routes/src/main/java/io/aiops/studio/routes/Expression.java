package io.aiops.studio.routes;

import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata;
import io.aiops.studio.api.PluginException;
import io.aiops.studio.api.PluginException.Category;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSONata, within a time and a depth; what depends on the clock or on chance is refused. */
final class Expression {

  private static final long MILLIS = 2_000;
  private static final int DEPTH = 200;

  private final String text;
  private final Jsonata parsed;

  private Expression(String text, Jsonata parsed) {
    this.text = text;
    this.parsed = parsed;
  }

  /**
   * @param part where it stands
   * @throws MisreadException if it is no JSONata
   */
  static Expression read(Part part, String text) {
    try {
      return new Expression(text, Jsonata.jsonata(text));
    } catch (JException | IllegalArgumentException | IndexOutOfBoundsException e) {
      throw part.wrong("has '" + text + "', which is no JSONata: " + e.getMessage());
    }
  }

  /**
   * @return null also for what is not there
   * @throws PluginException if it fails
   */
  @Nullable Object over(Map<String, @Nullable Object> visible) {
    try {
      Jsonata.Frame frame = parsed.createFrame();
      for (String name : List.of("now", "millis", "random")) {
        frame.bind(name, (Jsonata.Fn0<Object>) () -> refuse(name));
      }
      frame.setRuntimeBounds(MILLIS, DEPTH);
      return parsed.evaluate(visible, frame);
    } catch (RuntimeException e) {
      // The evaluator's functions fail with whatever Java throws in them.
      throw new PluginException(
          Category.INVALID_INPUT, "The expression '" + text + "' failed: " + e.getMessage(), e);
    } catch (StackOverflowError e) {
      throw new PluginException(
          Category.INVALID_INPUT, "The expression '" + text + "' nests too deep.", e);
    }
  }

  private static Object refuse(String name) {
    throw new IllegalStateException(
        "$" + name + "() is not there: another attempt would give another value");
  }
}
