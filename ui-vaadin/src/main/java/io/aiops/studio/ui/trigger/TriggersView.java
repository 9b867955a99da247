package io.aiops.studio.ui.trigger;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.badge.Badge;
import com.vaadin.flow.component.badge.BadgeVariant;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import io.aiops.studio.host.Studio;
import io.aiops.studio.host.identity.Permission;
import io.aiops.studio.host.trigger.Source;
import io.aiops.studio.host.trigger.Trigger;
import io.aiops.studio.host.trigger.TriggerService.Fired;
import io.aiops.studio.ui.Routes;
import io.aiops.studio.ui.access.Session;
import io.aiops.studio.ui.layout.Confirm;
import io.aiops.studio.ui.layout.EmptyState;
import io.aiops.studio.ui.layout.MainLayout;
import io.aiops.studio.ui.layout.Page;
import io.aiops.studio.ui.list.Lines;
import io.aiops.studio.ui.list.Narrow;
import io.aiops.studio.ui.notice.Notices;
import io.aiops.studio.ui.text.Moment;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What starts workflows by itself in this workspace. */
@Route(value = Routes.TRIGGERS, layout = MainLayout.class)
@PageTitle("Triggers · AI Ops Studio")
public final class TriggersView extends Page {

  private static final long serialVersionUID = 1L;

  private final transient Studio studio;
  private final boolean mayChange;
  private final boolean mayFire;
  private final Grid<Trigger> grid = new Grid<>();
  private final EmptyState empty;

  public TriggersView(Studio studio) {
    super("Triggers");
    this.studio = studio;
    mayChange = Session.caller().may(Permission.BUILD) && Session.caller().may(Permission.RUN);
    mayFire = Session.caller().may(Permission.RUN);
    addIntroduction(
        "A trigger starts a workflow by itself: at set times, for a signed request, for a message,"
            + " or when another workflow ends. It acts as the person who saved it last.");
    Button create = newButton();
    create.setVisible(mayChange);
    addActions(create);
    empty = emptyState();
    grid.addClassName("studio-grid");
    grid.setAllRowsVisible(true);
    grid.setSelectionMode(Grid.SelectionMode.NONE);
    Narrow.hides(
        grid.addComponentColumn(TriggersView::name).setHeader("Name").setFlexGrow(2),
        grid.addComponentColumn(TriggersView::fires).setHeader("Fires").setFlexGrow(4),
        grid.addComponentColumn(TriggersView::starts).setHeader("Starts").setFlexGrow(2),
        grid.addComponentColumn(this::actions)
            .setHeader("Actions")
            .setWidth("26rem")
            .setFlexGrow(0));
    Narrow.shows(grid.addComponentColumn(this::all).setHeader("Trigger"));
    add(grid, empty);
    refresh();
  }

  private EmptyState emptyState() {
    boolean nothingToStart = studio.workflows().list(Session.caller(), "", 1, 0).isEmpty();
    if (nothingToStart) {
      return new EmptyState(
          VaadinIcon.ALARM,
          "No triggers yet",
          "A trigger starts a workflow, and there is none: make one first.",
          new Anchor(Routes.WORKFLOWS, "Go to the workflows"));
    }
    return mayChange
        ? new EmptyState(
            VaadinIcon.ALARM,
            "No triggers yet",
            "Make one to run a workflow every morning, for each request of another system, or"
                + " after another workflow.",
            newButton())
        : new EmptyState(
            VaadinIcon.ALARM, "No triggers yet", "A builder of this workspace makes them.");
  }

  private Button newButton() {
    Button button = new Button("New trigger", VaadinIcon.PLUS.create(), click -> edit(null));
    button.addThemeVariants(ButtonVariant.PRIMARY);
    return button;
  }

  private Component all(Trigger each) {
    return new Lines(
        name(each),
        new Span("Fires " + Sources.when(each.source())),
        new Span(new Span("Starts "), workflow(each), new Span(" as " + each.actsAs())),
        next(each),
        actions(each));
  }

  private static Component name(Trigger each) {
    return new Div(new Span(each.name() + " "), state(each));
  }

  private static Component fires(Trigger each) {
    Span when = new Span(Sources.when(each.source()));
    when.setTitle(when.getText());
    return new Lines(when, next(each));
  }

  private static Component starts(Trigger each) {
    return new Lines(workflow(each), "as " + each.actsAs());
  }

  private static Span next(Trigger each) {
    Instant next = each.nextAt();
    return new Span(next == null ? "" : "Next " + Moment.exact(next));
  }

  private static Anchor workflow(Trigger each) {
    return new Anchor(Routes.designer(each.workflow()), each.workflow());
  }

  private static Badge state(Trigger trigger) {
    Badge badge = new Badge(trigger.enabled() ? "On" : "Off");
    if (trigger.enabled()) {
      badge.addThemeVariants(BadgeVariant.SUCCESS);
    }
    return badge;
  }

  private Component actions(Trigger each) {
    Button fire = new Button("Fire now", click -> fire(each));
    fire.setAriaLabel("Fire " + each.name() + " now");
    fire.setVisible(mayFire);
    Button history = new Button("History", click -> new FiringsDialog(studio, each).open());
    history.setAriaLabel("History of " + each.name());
    Button toggle = new Button(each.enabled() ? "Switch off" : "Switch on", click -> toggle(each));
    toggle.setAriaLabel("Switch " + each.name() + (each.enabled() ? " off" : " on"));
    Button edit = new Button("Edit", click -> edit(each));
    edit.setAriaLabel("Edit " + each.name());
    Button secret = new Button("New secret", click -> renew(each));
    secret.setAriaLabel("New secret for " + each.name());
    Button remove = new Button(VaadinIcon.TRASH.create(), click -> remove(each));
    remove.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.ERROR);
    remove.setAriaLabel("Remove " + each.name());
    List.of(toggle, edit, remove).forEach(button -> button.setVisible(mayChange));
    secret.setVisible(mayChange && each.source() instanceof Source.Webhook);
    Div buttons = new Div(fire, history, toggle, edit, secret, remove);
    buttons.addClassName("studio-buttons");
    return buttons;
  }

  private void edit(@Nullable Trigger trigger) {
    new TriggerDialog(studio, trigger, this::refresh).open();
  }

  private void fire(Trigger trigger) {
    Fired fired = studio.triggers().fire(Session.caller(), trigger.name(), null, null);
    getUI().ifPresent(ui -> ui.navigate(Routes.execution(fired.executionId())));
  }

  private void toggle(Trigger trigger) {
    studio.triggers().enable(Session.caller(), trigger.name(), !trigger.enabled());
    Notices.done(trigger.name() + " is switched " + (trigger.enabled() ? "off." : "on."));
    refresh();
  }

  private void renew(Trigger trigger) {
    Confirm.ask(
        "Make a new secret for " + trigger.name() + "?",
        "Requests signed with the old one are refused from now on.",
        "Make a new secret",
        () ->
            new ReachedDialog(
                    trigger, studio.triggers().newSecret(Session.caller(), trigger.name()))
                .open());
  }

  private void remove(Trigger trigger) {
    Confirm.ask(
        "Remove " + trigger.name() + "?",
        "It fires no more, and its history is gone. What it started goes on.",
        "Remove the trigger",
        () -> {
          studio.triggers().remove(Session.caller(), trigger.name());
          Notices.done(trigger.name() + " was removed.");
          refresh();
        });
  }

  private void refresh() {
    List<Trigger> all = studio.triggers().list(Session.caller());
    grid.setItems(all);
    grid.setVisible(!all.isEmpty());
    empty.setVisible(all.isEmpty());
  }
}
