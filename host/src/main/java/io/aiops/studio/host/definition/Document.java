package io.aiops.studio.host.definition;

import io.aiops.studio.host.problem.Problem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** YAML or JSON text as a JSON-like value, within bounds. */
final class Document {

  private Document() {}

  /**
   * @param problems receives the reason if the text is none
   * @return null if it cannot be read
   */
  static @Nullable Object load(String text, List<Problem> problems) {
    if (text.length() > YamlBounds.LONGEST) {
      problems.add(
          new Problem(
              "", "The text has " + text.length() + " characters; at most " + YamlBounds.LONGEST));
      return null;
    }
    try {
      Object value = new Load(YamlBounds.SETTINGS).loadFromReader(new WholePairs(text));
      if (value == null) {
        problems.add(new Problem("", "The text is empty; expected a workflow"));
      }
      return PlainValues.in(value, problems) ? value : null;
    } catch (MarkedYamlEngineException e) {
      problems.add(
          new Problem(
              "",
              e.getProblemMark()
                      .map(mark ->
                          "Line "
                              + (mark.getLine() + 1)
                              + ", column "
                              + (mark.getColumn() + 1)
                              + ": ")
                      .orElse("")
                  + e.getProblem()));
    } catch (YamlEngineException e) {
      problems.add(new Problem("", "The text is neither YAML nor JSON: " + e.getMessage()));
    } catch (StackOverflowError e) {
      problems.add(new Problem("", "The text nests too deep"));
    }
    return null;
  }

  /** A map with string keys, as JSON has them. */
  static Map<String, @Nullable Object> strings(Map<?, ?> map) {
    Map<String, @Nullable Object> strings = new LinkedHashMap<>();
    map.forEach((key, value) -> strings.put(String.valueOf(key), value));
    return strings;
  }
}
