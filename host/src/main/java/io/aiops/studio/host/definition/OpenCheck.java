package io.aiops.studio.host.definition;

import io.aiops.studio.host.problem.Problem;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Checks values of a definition against a schema: what holds expressions is known only when it
 * runs; the rest is checked now.
 */
public final class OpenCheck {

  private OpenCheck() {}

  /** What does not match, with paths as {@link SchemaCheck} has them. */
  public static List<Problem> check(
      Map<String, @Nullable Object> schema, Map<String, @Nullable Object> value) {
    OpenPaths open = new OpenPaths(value);
    return SchemaCheck.check(schema, value).stream()
        .filter(problem -> !open.covers(problem.path()))
        .toList();
  }
}
