package io.aiops.studio.ui.designer;

import io.aiops.studio.host.definition.text.Source;
import io.aiops.studio.host.definition.text.Values;
import io.aiops.studio.host.problem.Problem;
import io.aiops.studio.ui.designer.document.Draft;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** Where the steps that the canvas shows stand in the text. */
record StepLines(Draft draft, Source source) {

  private static final Source.Lines NONE = new Source.Lines(0, 0);

  /** The step in this line; none in a text that cannot be read. */
  Optional<String> at(int line) {
    return source.readable()
        ? first(place -> {
          Source.Lines lines = source.lines(place);
          return lines.from() <= line && line <= lines.to();
        })
        : Optional.empty();
  }

  /** The step that a problem is about. */
  Optional<String> of(Problem problem) {
    return first(place -> problem.path().equals(place) || problem.path().startsWith(place + "."));
  }

  private Optional<String> first(Predicate<String> place) {
    return IntStream.range(0, draft.steps().size())
        .filter(index -> place.test(draft.place(index)))
        .mapToObj(index -> Values.text(draft.steps().get(index).get("id")))
        .findFirst();
  }

  /** Of a step; from 0 to 0 if it has none. */
  Source.Lines of(String id) {
    int index = id.isEmpty() ? -1 : draft.index(id);
    return index < 0 || !source.readable() ? NONE : source.lines(draft.place(index));
  }
}
