package io.aiops.studio.ui.trigger;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import io.aiops.studio.host.Studio;
import io.aiops.studio.host.trigger.Firing;
import io.aiops.studio.host.trigger.Trigger;
import io.aiops.studio.host.trigger.TriggerService.FiringPage;
import io.aiops.studio.ui.Routes;
import io.aiops.studio.ui.access.Session;
import io.aiops.studio.ui.list.CursorPages;
import io.aiops.studio.ui.list.CursorPages.Chunk;
import io.aiops.studio.ui.list.Lines;
import io.aiops.studio.ui.list.Narrow;
import io.aiops.studio.ui.text.Moment;
import io.aiops.studio.ui.text.Texts;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What became of a trigger, newest first. */
final class FiringsDialog extends Dialog {

  private static final long serialVersionUID = 1L;
  private static final int PAGE = 100;

  private final transient Studio studio;
  private final transient Trigger trigger;
  private final transient CursorPages<Firing, Long> pages = new CursorPages<>(this::read);

  FiringsDialog(Studio studio, Trigger trigger) {
    this.studio = studio;
    this.trigger = trigger;
    setHeaderTitle("History of " + trigger.name());
    setWidth("56rem");
    getFooter().add(new Button("Close", click -> close()));
    if (pages.range(0, 1).findAny().isEmpty()) {
      add(
          new Paragraph(
              "It has not fired yet. Press Fire now in the list to try it, or wait: it fires "
                  + Sources.when(trigger.source())
                  + "."));
      return;
    }
    Grid<Firing> grid = new Grid<>();
    grid.addClassName("studio-grid");
    grid.setSelectionMode(Grid.SelectionMode.NONE);
    Narrow.hides(
        grid.addColumn(each -> Moment.exact(each.raisedAt())).setHeader("Fired").setFlexGrow(2),
        grid.addColumn(each -> time(each.scheduledAt())).setHeader("For").setFlexGrow(2),
        grid.addColumn(each -> Texts.word(each.cause())).setHeader("Because of"),
        grid.addComponentColumn(FiringsDialog::result).setHeader("Result").setFlexGrow(4));
    Narrow.shows(grid.addComponentColumn(FiringsDialog::all).setHeader("Fired"));
    grid.setItems(query -> pages.range(query.getOffset(), query.getLimit()));
    add(grid);
  }

  private static Component all(Firing firing) {
    return new Lines(
        result(firing), Moment.exact(firing.raisedAt()) + ", " + Texts.word(firing.cause()));
  }

  private static String time(@Nullable Instant instant) {
    return instant == null ? "" : Moment.exact(instant);
  }

  private static Component result(Firing firing) {
    if (firing.executionId() != null) {
      return new Anchor(Routes.execution(firing.executionId()), "Started an execution");
    }
    String reason = firing.reason() == null ? "" : ": " + firing.reason();
    Span span = new Span(Texts.word(firing.status()) + reason);
    span.setTitle(reason);
    return span;
  }

  private Chunk<Firing, Long> read(@Nullable Long before) {
    FiringPage page = studio.triggers().firings(Session.caller(), trigger.name(), before, PAGE);
    return new Chunk<>(page.items(), page.next());
  }
}
