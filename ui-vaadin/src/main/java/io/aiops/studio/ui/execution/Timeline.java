package io.aiops.studio.ui.execution;

import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.data.renderer.LitRenderer;
import com.vaadin.flow.function.ValueProvider;
import io.aiops.studio.ui.list.Narrow;
import io.aiops.studio.ui.text.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The waterfall's lines: one per step, in it a bar per attempt, call and wait. */
final class Timeline extends Grid<TimelineRow> {

  private static final long serialVersionUID = 1L;

  private static final int MOST_WITHOUT_SCROLLING = 12;

  private static final String NAME =
      """
      <div class="studio-step" style="padding-inline-start: ${item.depth}rem">
        <span class="studio-dot" data-status="${item.status}"></span>
        <span title="${item.title}"><b>${item.title}</b><br><small title="${item.kind}">${item.kind}</small></span>
      </div>
      """;

  private static final String TRACK =
      """
      <div class="studio-track" role="img" aria-label="${item.spoken}">
        ${item.bars.map(bar => html`<i class="${bar.look}" title="${bar.title}"
            style="left: ${bar.left}%; width: ${bar.width}%"></i>`)}
      </div>
      """;

  private final transient List<TimelineRow> rows = new ArrayList<>();
  private final AxisHeader header = new AxisHeader();

  Timeline(Consumer<String> selected) {
    addClassNames("studio-grid", "studio-timeline");
    addThemeVariants(GridVariant.NO_BORDER);
    Narrow.hides(
        addColumn(name(TimelineRow::subtitle)).setHeader("Step").setFlexGrow(2),
        addComponentColumn(row -> new StatusBadge(row.step().status(), row.over()))
            .setHeader("Status")
            .setWidth("8rem")
            .setFlexGrow(0));
    Narrow.shows(
        addColumn(name(TimelineRow::standing)).setHeader("Step").setWidth("11rem").setFlexGrow(2));
    addColumn(
            LitRenderer.<TimelineRow>of(TRACK)
                .withProperty("bars", TimelineRow::bars)
                .withProperty("spoken", TimelineRow::spoken))
        .setHeader(header)
        .setFlexGrow(3);
    Narrow.hides(
        addColumn(row -> row.step().attempts().isEmpty() ? "" : Texts.duration(row.duration()))
            .setHeader("Duration")
            .setWidth("7rem")
            .setFlexGrow(0));
    setItems(rows).setIdentifierProvider(row -> row.step().path());
    asSingleSelect()
        .addValueChangeListener(change -> {
          TimelineRow row = change.getValue();
          selected.accept(row == null ? "" : row.step().path());
        });
  }

  private static LitRenderer<TimelineRow> name(ValueProvider<TimelineRow, String> below) {
    return LitRenderer.<TimelineRow>of(NAME)
        .withProperty("depth", TimelineRow::depth)
        .withProperty("status", row -> row.step().status().name())
        .withProperty("title", row -> row.step().title() + row.item())
        .withProperty("kind", below);
  }

  void show(List<TimelineRow> now, Axis axis) {
    header.show(axis);
    rows.clear();
    rows.addAll(now);
    setAllRowsVisible(now.size() <= MOST_WITHOUT_SCROLLING);
    getDataProvider().refreshAll();
  }
}
