package io.aiops.studio.ui.audit;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import io.aiops.studio.host.Studio;
import io.aiops.studio.host.identity.IdentityViews.AuditEntry;
import io.aiops.studio.host.identity.IdentityViews.AuditPage;
import io.aiops.studio.host.identity.Permission;
import io.aiops.studio.host.json.Json;
import io.aiops.studio.ui.Routes;
import io.aiops.studio.ui.access.Requires;
import io.aiops.studio.ui.access.Session;
import io.aiops.studio.ui.layout.EmptyState;
import io.aiops.studio.ui.layout.MainLayout;
import io.aiops.studio.ui.layout.Page;
import io.aiops.studio.ui.list.CursorPages;
import io.aiops.studio.ui.list.CursorPages.Chunk;
import io.aiops.studio.ui.list.Lines;
import io.aiops.studio.ui.list.Narrow;
import io.aiops.studio.ui.text.Moment;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The append-only record of who did what in this workspace, newest first. */
@Route(value = Routes.AUDIT, layout = MainLayout.class)
@PageTitle("Audit · AI Ops Studio")
@Requires(Permission.ADMINISTER)
public final class AuditView extends Page {

  private static final long serialVersionUID = 1L;
  private static final int PAGE = 100;

  private final transient Studio studio;
  private final transient CursorPages<AuditEntry, Long> pages = new CursorPages<>(this::read);

  public AuditView(Studio studio) {
    super("Audit");
    this.studio = studio;
    addIntroduction("Who did what in this workspace. Nothing here can be changed or deleted.");
    if (pages.range(0, 1).findAny().isEmpty()) {
      add(
          new EmptyState(
              VaadinIcon.CLIPBOARD_TEXT,
              "Nothing yet",
              "Sign-ins, saved workflows, installed plugins and the like show up here."));
      return;
    }
    Grid<AuditEntry> grid = new Grid<>();
    grid.addClassName("studio-grid");
    grid.setSelectionMode(Grid.SelectionMode.NONE);
    Narrow.hides(
        grid.addColumn(each -> Moment.exact(each.at())).setHeader("When").setFlexGrow(2),
        grid.addColumn(AuditEntry::userName).setHeader("Who"),
        grid.addColumn(each -> Acts.words(each.action()))
            .setTooltipGenerator(AuditEntry::action)
            .setHeader("Did")
            .setFlexGrow(3),
        grid.addColumn(AuditEntry::subject)
            .setTooltipGenerator(AuditEntry::subject)
            .setHeader("To")
            .setFlexGrow(3),
        grid.addComponentColumn(AuditView::details).setHeader("Details").setFlexGrow(4));
    Narrow.shows(grid.addComponentColumn(AuditView::all).setHeader("What was done"));
    grid.setItems(query -> pages.range(query.getOffset(), query.getLimit()));
    addActions(
        new Button(
            "Refresh",
            VaadinIcon.REFRESH.create(),
            click -> {
              pages.forget();
              grid.getDataProvider().refreshAll();
            }));
    add(grid);
  }

  private static Component all(AuditEntry entry) {
    return new Lines(
        new Span(Acts.words(entry.action()) + ": " + entry.subject()),
        new Span(Moment.exact(entry.at()) + " by " + entry.userName()),
        details(entry));
  }

  private static Span details(AuditEntry entry) {
    String text = words(entry.details());
    Span span = new Span(text);
    span.addClassName("studio-secondary");
    span.setTitle(text);
    return span;
  }

  /**
   * {@code address 127.0.0.1, version 1}: each with its name; what has parts of its own as JSON.
   */
  static String words(Map<String, @Nullable Object> details) {
    return details.entrySet().stream()
        .filter(each -> !"".equals(each.getValue()))
        .map(each -> each.getKey() + " " + word(each.getValue()))
        .collect(Collectors.joining(", "));
  }

  private static String word(@Nullable Object value) {
    return value == null ? "none" : value instanceof String text ? text : Json.write(value);
  }

  private Chunk<AuditEntry, Long> read(@Nullable Long before) {
    AuditPage page = studio.identity().audit(Session.caller(), before, PAGE);
    return new Chunk<>(page.items(), page.next());
  }
}
