package io.aiops.studio.ui.execution;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import io.aiops.studio.host.query.ExecutionViews.Detail;
import io.aiops.studio.host.query.ExecutionViews.Items;
import io.aiops.studio.host.query.ExecutionViews.Rows;
import io.aiops.studio.host.query.ExecutionViews.Step;
import io.aiops.studio.ui.text.Texts;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Turns the pages of lists whose items do not all fit; empty where they do. */
final class ItemPages extends Div {

  private static final long serialVersionUID = 1L;

  private final transient Consumer<Rows> turned;
  private transient @Nullable Object shown;

  ItemPages(Consumer<Rows> turned) {
    this.turned = turned;
    addClassName("studio-item-pages");
  }

  void show(Detail detail, Rows asked) {
    var lists = detail.steps().stream().filter(step -> pages(step, asked)).toList();
    var now = List.of(asked, lists.stream().map(Step::items).toList());
    if (now.equals(shown)) {
      return;
    }
    shown = now;
    removeAll();
    lists.forEach(list -> add(line(list, asked)));
    if (!asked.in().isEmpty()) {
      add(button("Show the items of all lists", Rows.FIRST));
    }
    setVisible(getComponentCount() > 0);
  }

  /** Whether this list has a page: then it is one of those asked for, and longer than a page. */
  private static boolean pages(Step step, Rows asked) {
    Items items = step.items();
    boolean meant =
        asked.in().isEmpty() ? step.path().indexOf('/') < 0 : asked.in().equals(step.path());
    return items != null && meant && (items.from() > 0 || items.to() < items.total());
  }

  private Div line(Step list, Rows asked) {
    Items items = Objects.requireNonNull(list.items());
    int size = Math.max(1, items.to() - items.from());
    Div line =
        new Div(
            new Span(
                list.title()
                    + ": items "
                    + Texts.count(items.from())
                    + " to "
                    + Texts.count(Math.max(items.from(), items.to() - 1))
                    + " of "
                    + Texts.count(items.total())));
    line.addClassName("studio-actions");
    Button before = button("Earlier items", rows(list, Math.max(0, items.from() - size), asked));
    before.setEnabled(items.from() > 0);
    Button after = button("Later items", rows(list, items.to(), asked));
    after.setEnabled(items.to() < items.total());
    line.add(before, after);
    for (int failed : items.firstFailed()) {
      if (failed < items.from() || failed >= items.to()) {
        line.add(button("Failure in item " + failed, rows(list, failed, asked)));
        break;
      }
    }
    return line;
  }

  private static Rows rows(Step list, int from, Rows asked) {
    return new Rows(list.path(), from, asked.limit());
  }

  private Button button(String words, Rows rows) {
    Button button = new Button(words, click -> turned.accept(rows));
    button.addThemeVariants(ButtonVariant.SMALL);
    return button;
  }
}
