package io.aiops.studio.ui.execution;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.select.Select;
import io.aiops.studio.host.query.ExecutionViews.Attempt;
import io.aiops.studio.host.query.ExecutionViews.Step;
import io.aiops.studio.ui.compare.CompareTable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Two attempts of a step side by side: what went in, and what came of it. */
final class CompareDialog extends Dialog {

  private static final long serialVersionUID = 1L;

  private final Select<Attempt> left = new Select<>();
  private final Select<Attempt> right = new Select<>();
  private final Div content = new Div();

  CompareDialog(Step step) {
    List<Attempt> attempts = step.attempts();
    setHeaderTitle("Attempts of " + step.title());
    setWidth("70rem");
    choose(left, "Left", attempts, attempts.get(attempts.size() - 2));
    choose(right, "Right", attempts, attempts.getLast());
    Div choice = new Div(left, right);
    choice.addClassName("studio-actions");
    content.addClassName("studio-value");
    add(choice, content);
    getFooter().add(new Button("Close", click -> close()));
    compare();
  }

  private void choose(Select<Attempt> select, String label, List<Attempt> all, Attempt first) {
    select.setLabel(label);
    select.setItems(all);
    select.setItemLabelGenerator(CompareDialog::name);
    select.setValue(first);
    select.addValueChangeListener(change -> compare());
  }

  private void compare() {
    Attempt a = left.getValue();
    Attempt b = right.getValue();
    content.removeAll();
    content.add(
        new H3("Input"),
        new CompareTable(name(a), a.input(), name(b), b.input()),
        new H3("Output"),
        new CompareTable(name(a), outcome(a), name(b), outcome(b)));
  }

  private static String name(Attempt attempt) {
    return "Attempt " + attempt.number();
  }

  private static @Nullable Object outcome(Attempt attempt) {
    return attempt.failure() == null ? attempt.output() : attempt.failure();
  }
}
