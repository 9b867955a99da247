package io.aiops.studio.ui.designer;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import io.aiops.studio.host.definition.text.Source;
import io.aiops.studio.host.problem.Problem;
import java.util.List;
import java.util.function.BiConsumer;

/** All that is wrong with the text; a click leads to the line and the step. */
final class ProblemList extends Div {

  private static final long serialVersionUID = 1L;

  private final transient BiConsumer<Problem, Integer> chosen;
  private final H2 heading = new H2();
  private final UnorderedList list = new UnorderedList();

  ProblemList(BiConsumer<Problem, Integer> chosen) {
    this.chosen = chosen;
    addClassName("designer-problems");
    Div count = new Div(heading);
    count.getElement().setAttribute("role", "status");
    count.getElement().setAttribute("data-testid", "problem-count");
    add(count, list);
  }

  void show(List<Problem> problems, Source source) {
    heading.setText(
        switch (problems.size()) {
          case 0 -> "No problems";
          case 1 -> "1 problem";
          default -> problems.size() + " problems";
        });
    getElement().setAttribute("data-problems", String.valueOf(problems.size()));
    list.removeAll();
    for (Problem problem : problems) {
      int line = source.line(problem.path());
      Button button = new Button("Line " + line, click -> chosen.accept(problem, line));
      button.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
      button.setAriaLabel("Go to line " + line + ": " + problem);
      list.add(new ListItem(button, new Span(problem.toString())));
    }
    list.setVisible(!problems.isEmpty());
  }
}
