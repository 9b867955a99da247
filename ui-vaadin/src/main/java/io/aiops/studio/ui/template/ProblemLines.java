package io.aiops.studio.ui.template;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.UnorderedList;
import io.aiops.studio.host.problem.Problem;
import java.util.List;

/** What keeps something from being done now; read out when it changes. */
final class ProblemLines extends Div {

  private static final long serialVersionUID = 1L;

  ProblemLines() {
    getElement().setAttribute("role", "status");
  }

  void show(List<Problem> problems) {
    removeAll();
    if (problems.isEmpty()) {
      return;
    }
    UnorderedList list = new UnorderedList();
    problems.forEach(problem -> list.add(new ListItem(sentence(problem))));
    Div box = new Div(new Paragraph("Before this can be done:"), list);
    box.addClassName("studio-failure");
    add(box);
  }

  /** The field of a form is called by its label; where in a text it is has to be said. */
  private static String sentence(Problem problem) {
    return problem.path().equals("name") ? "The name " + problem.message() : problem.toString();
  }
}
