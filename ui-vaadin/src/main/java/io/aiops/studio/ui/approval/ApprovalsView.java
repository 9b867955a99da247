package io.aiops.studio.ui.approval;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import io.aiops.studio.host.Studio;
import io.aiops.studio.host.approval.ApprovalViews.Filter;
import io.aiops.studio.host.approval.ApprovalViews.Page;
import io.aiops.studio.host.approval.ApprovalViews.Summary;
import io.aiops.studio.host.event.EventFeed;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.ui.Routes;
import io.aiops.studio.ui.access.Session;
import io.aiops.studio.ui.layout.EmptyState;
import io.aiops.studio.ui.layout.MainLayout;
import io.aiops.studio.ui.list.Lines;
import io.aiops.studio.ui.list.Narrow;
import io.aiops.studio.ui.live.Live;
import io.aiops.studio.ui.text.Moment;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What waits for the person who looks: longest first, with all there is to decide about it. */
@Route(value = Routes.APPROVALS, layout = MainLayout.class)
@PageTitle("Waiting for me · AI Ops Studio")
public final class ApprovalsView extends io.aiops.studio.ui.layout.Page implements Live.Show<Page> {

  private static final long serialVersionUID = 1L;
  private static final int MOST = 100;

  private final Checkbox all = new Checkbox("All of this workspace");
  private final Grid<Summary> grid = new Grid<>();
  private final Div split = new Div();
  private final EmptyState empty =
      new EmptyState(
          VaadinIcon.CHECK_CIRCLE_O,
          "Nothing waits for you",
          "When an execution needs your decision, it stands here and beside the link to this page."
              + " A step of kind approval asks, and so does an agent whose step says which of its"
              + " calls to approve.",
          new Anchor(Routes.WORKFLOWS, "Go to the workflows"));
  private final ApprovalPanel panel;
  private final transient Studio studio;
  private final transient Live<Page> live;
  private volatile boolean wantsAll;
  private transient @Nullable UUID selected;

  public ApprovalsView(Studio studio) {
    super("Waiting for me");
    this.studio = studio;
    addIntroduction("Executions that wait until somebody decides, longest first.");
    addActions(all);
    panel = new ApprovalPanel(studio, this::now);
    panel.setVisible(false);
    all.addValueChangeListener(change -> {
      wantsAll = change.getValue();
      now();
    });
    grid.addClassName("studio-grid");
    grid.setAllRowsVisible(true);
    grid.addComponentColumn(this::question).setHeader("Question").setFlexGrow(4);
    Narrow.hides(
        grid.addComponentColumn(ApprovalsView::asked).setHeader("Waits since").setFlexGrow(2));
    grid.addItemClickListener(click -> select(click.getItem().id()));
    grid.setSelectionMode(Grid.SelectionMode.NONE);
    Div list = new Div(grid);
    list.addClassName("studio-list");
    split.addClassName("studio-split");
    split.add(list, panel);
    add(split, empty);
    live = Live.on(this, studio, EventFeed::watchAll, this);
  }

  private Component question(Summary each) {
    Button open = new Button(each.question(), click -> select(each.id()));
    open.addThemeVariants(ButtonVariant.TERTIARY);
    open.addClassName("studio-question");
    return new Lines(open, "Step " + each.step() + " of " + each.workflow());
  }

  private static Component asked(Summary each) {
    return new Lines(
        new Moment(each.requestedAt()), "asked: " + ApprovalPanel.people(each.assignees()));
  }

  private void select(UUID id) {
    selected = id;
    panel.show(id);
    panel.setVisible(true);
  }

  /** After something was done here, without waiting for the notice of it. */
  private void now() {
    show(read(Session.caller()));
    live.soon();
  }

  @Override
  public Page read(Caller caller) {
    return studio.approvals().list(caller, new Filter(wantsAll, null, null, MOST));
  }

  @Override
  public boolean show(Page page) {
    grid.setItems(page.items());
    boolean none = page.items().isEmpty();
    UUID open = selected;
    grid.setVisible(!none);
    empty.setVisible(none && open == null);
    split.setVisible(!none || open != null);
    if (open != null) {
      panel.show(open);
    }
    return false;
  }
}
