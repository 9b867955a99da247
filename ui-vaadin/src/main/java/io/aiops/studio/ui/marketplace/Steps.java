package io.aiops.studio.ui.marketplace;

import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.progressbar.ProgressBar;
import java.util.EnumMap;
import java.util.Map;

/**
 * What is done one after the other, and how far it is: each step says in a word whether it waits,
 * runs, is done or failed.
 */
final class Steps<S extends Enum<S>> extends OrderedList {

  private static final long serialVersionUID = 1L;

  private static final class Line extends ListItem {

    private static final long serialVersionUID = 1L;

    private final Span word = new Span();
    private final ProgressBar bar = new ProgressBar();

    Line(String what) {
      word.addClassName("studio-secondary");
      bar.setVisible(false);
      add(new Span(what), word, bar);
      state("waiting", "");
    }

    void state(String state, String said) {
      getElement().setAttribute("data-state", state);
      word.setText(said);
      bar.setVisible(state.equals("running"));
      bar.setIndeterminate(true);
    }
  }

  private final Map<S, Line> lines;

  /**
   * @param steps with what each does, in their order
   */
  Steps(Class<S> type, Map<S, String> steps) {
    lines = new EnumMap<>(type);
    addClassName("studio-steps");
    // Each change is read aloud.
    getElement().setAttribute("aria-live", "polite");
    steps.forEach((step, what) -> {
      Line line = new Line(what);
      lines.put(step, line);
      add(line);
    });
  }

  /** This one runs; those before it are done. */
  void at(S step) {
    lines.forEach((each, line) -> {
      int order = each.compareTo(step);
      line.state(
          order < 0 ? "done" : order == 0 ? "running" : "waiting",
          order < 0 ? "done" : order == 0 ? "…" : "");
    });
  }

  /** How much of the one that runs is done. */
  void part(S step, double fraction, String said) {
    Line line = line(step);
    line.bar.setIndeterminate(false);
    line.bar.setValue(Math.clamp(fraction, 0, 1));
    line.word.setText(said);
  }

  /** Waits for somebody's answer. */
  void asks(S step) {
    line(step).state("asks", "asks you");
  }

  void failed(S step) {
    line(step).state("failed", "refused");
  }

  void done() {
    lines.values().forEach(line -> line.state("done", "done"));
  }

  private Line line(S step) {
    Line line = lines.get(step);
    if (line == null) {
      throw new IllegalArgumentException(step + " is none of the steps");
    }
    return line;
  }
}
