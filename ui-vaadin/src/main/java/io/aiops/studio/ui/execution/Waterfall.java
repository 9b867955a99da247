package io.aiops.studio.ui.execution;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.icon.VaadinIcon;
import io.aiops.studio.host.query.ExecutionViews.Detail;
import io.aiops.studio.host.query.ExecutionViews.Rows;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/** The steps of an execution over time, as bars or as a table, with the pages of long lists. */
final class Waterfall extends Div {

  private static final long serialVersionUID = 1L;

  private final Timeline timeline;
  private final AttemptTable table = new AttemptTable();
  private final ItemPages pages;
  private final Legend legend = new Legend();
  private final Button asTable = new Button(VaadinIcon.TABLE.create(), click -> turn());
  private transient List<TimelineRow> rows = List.of();

  /**
   * @param selected gets the path of the step that somebody selected; empty for none
   * @param turned gets the items to show
   */
  Waterfall(Consumer<String> selected, Consumer<Rows> turned) {
    timeline = new Timeline(selected);
    pages = new ItemPages(turned);
    addClassName("studio-waterfall");
    table.setVisible(false);
    asTable.addThemeVariants(ButtonVariant.TERTIARY);
    asTable.setText("As a table");
    asTable.getElement().setAttribute("aria-pressed", "false");
    Div foot = new Div(legend, asTable);
    foot.addClassName("studio-page-top");
    add(pages, timeline, table, foot);
  }

  void show(Detail detail, Rows asked, Instant now) {
    Axis axis = TimelineRow.axis(detail, now);
    rows = TimelineRow.of(detail, axis, now);
    pages.show(detail, asked);
    timeline.show(rows, axis);
    if (table.isVisible()) {
      table.show(rows);
    }
  }

  void selectNone() {
    timeline.deselectAll();
  }

  private void turn() {
    boolean words = !table.isVisible();
    asTable.getElement().setAttribute("aria-pressed", String.valueOf(words));
    table.setVisible(words);
    timeline.setVisible(!words);
    legend.setVisible(!words);
    table.show(words ? rows : List.of());
  }
}
