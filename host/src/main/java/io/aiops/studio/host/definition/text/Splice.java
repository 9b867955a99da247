package io.aiops.studio.host.definition.text;

import java.util.Comparator;
import java.util.List;

/**
 * Characters of a text and what takes their place.
 *
 * @param from first character
 * @param to behind the last; equal to {@code from} to insert
 * @param replacement what stands there afterwards
 */
record Splice(int from, int to, String replacement) {

  /**
   * At the same place, what is inserted comes before what is replaced; else they keep their order.
   */
  static String apply(String text, List<Splice> splices) {
    StringBuilder changed = new StringBuilder();
    int at = 0;
    List<Splice> ordered =
        splices.stream()
            .sorted(
                Comparator.comparingInt(Splice::from).thenComparing(each -> each.to > each.from))
            .toList();
    for (Splice splice : ordered) {
      if (splice.from < at) {
        throw new PatchException();
      }
      changed.append(text, at, splice.from).append(splice.replacement);
      at = splice.to;
    }
    return changed.append(text, at, text.length()).toString();
  }
}
