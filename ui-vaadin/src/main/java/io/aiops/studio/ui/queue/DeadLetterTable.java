package io.aiops.studio.ui.queue;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeTableCell;
import com.vaadin.flow.component.html.NativeTableRow;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import io.aiops.studio.host.execution.DeadLetter;
import io.aiops.studio.ui.Routes;
import io.aiops.studio.ui.list.Table;
import io.aiops.studio.ui.text.Moment;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A line per command that could not be handled. */
final class DeadLetterTable extends Div {

  private static final long serialVersionUID = 1L;

  private final transient Consumer<DeadLetter> open;
  private final Table table =
      new Table("Dead letters", "Put aside", "Command", "Execution", "Tries", "Why", "Act");
  private final Paragraph none = new Paragraph("Every command could be handled.");
  private transient List<DeadLetter> shown = List.of();

  /**
   * @param open looks at one
   */
  DeadLetterTable(Consumer<DeadLetter> open) {
    this.open = open;
    table.setVisible(false);
    add(none, table);
  }

  /** Draws them anew only if they changed: a button must not go away under the hand. */
  void show(List<DeadLetter> letters) {
    if (letters.equals(shown)) {
      return;
    }
    shown = letters;
    none.setVisible(letters.isEmpty());
    table.setVisible(!letters.isEmpty());
    table.clear();
    letters.forEach(letter -> table.row(row(letter)));
  }

  private NativeTableRow row(DeadLetter letter) {
    String execution = letter.executionId().toString();
    Button look = new Button("Look", click -> open.accept(letter));
    look.setAriaLabel("Look at the command " + letter.type() + " for " + execution);
    NativeTableRow row = new NativeTableRow();
    Stream.<Component>of(
            new Moment(letter.at()),
            new Span(letter.type()),
            new Anchor(Routes.execution(letter.executionId()), execution.substring(24)),
            new Span(String.valueOf(letter.tries())),
            new Span(letter.why()),
            look)
        .forEach(cell -> row.add(new NativeTableCell(cell)));
    return row;
  }
}
