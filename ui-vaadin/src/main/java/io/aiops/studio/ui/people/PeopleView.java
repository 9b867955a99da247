package io.aiops.studio.ui.people;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.badge.Badge;
import com.vaadin.flow.component.badge.BadgeVariant;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import io.aiops.studio.host.Studio;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.identity.IdentityService;
import io.aiops.studio.host.identity.IdentityViews.Member;
import io.aiops.studio.host.identity.Permission;
import io.aiops.studio.host.identity.Role;
import io.aiops.studio.host.problem.ConflictException;
import io.aiops.studio.host.problem.InvalidException;
import io.aiops.studio.ui.Routes;
import io.aiops.studio.ui.access.Session;
import io.aiops.studio.ui.layout.Confirm;
import io.aiops.studio.ui.layout.MainLayout;
import io.aiops.studio.ui.layout.Page;
import io.aiops.studio.ui.list.Lines;
import io.aiops.studio.ui.list.Narrow;
import io.aiops.studio.ui.notice.Notices;
import io.aiops.studio.ui.text.Moment;
import io.aiops.studio.ui.text.Texts;

/** The members of the workspace and their roles. */
@Route(value = Routes.PEOPLE, layout = MainLayout.class)
@PageTitle("People · AI Ops Studio")
public final class PeopleView extends Page {

  private static final long serialVersionUID = 1L;

  private final transient IdentityService identity;
  private final transient Caller caller = Session.caller();
  private final boolean mayChange = caller.may(Permission.ADMINISTER);
  private final Grid<Member> grid = new Grid<>();

  public PeopleView(Studio studio) {
    super("People");
    identity = studio.identity();
    addIntroduction(
        "Viewers see; operators also run; builders also change workflows; administrators may do"
            + " everything.");
    if (mayChange) {
      Button add =
          new Button(
              "Add a person",
              VaadinIcon.PLUS.create(),
              click -> new AddMemberDialog(identity, this::refresh).open());
      add.addThemeVariants(ButtonVariant.PRIMARY);
      Button workspace =
          new Button(
              "New workspace",
              VaadinIcon.BUILDING_O.create(),
              click -> new NewWorkspaceDialog(identity).open());
      addActions(workspace, add);
    }
    addColumns();
    add(grid);
    refresh();
  }

  private void addColumns() {
    grid.addClassName("studio-grid");
    grid.setAllRowsVisible(true);
    grid.setSelectionMode(Grid.SelectionMode.NONE);
    Narrow.hides(grid.addComponentColumn(PeopleView::name).setHeader("Person").setFlexGrow(2));
    Narrow.shows(grid.addComponentColumn(PeopleView::all).setHeader("Person").setFlexGrow(2));
    grid.addComponentColumn(this::role).setHeader("Role").setFlexGrow(1).setWidth("10rem");
    Narrow.hides(
        grid.addComponentColumn(PeopleView::state).setHeader("State"),
        grid.addComponentColumn(PeopleView::lastSignIn).setHeader("Last sign-in"));
    if (mayChange) {
      grid.addComponentColumn(this::actions).setHeader("Actions").setAutoWidth(true).setFlexGrow(0);
    }
  }

  private static Component name(Member member) {
    return new Lines(new Span(member.displayName()), member.userName());
  }

  private static Component all(Member member) {
    String user = member.userName() + (member.enabled() ? "" : ", disabled");
    return new Lines(new Span(member.displayName()), new Span(user), lastSignIn(member));
  }

  private static Component lastSignIn(Member member) {
    return member.lastSignIn() == null ? new Span("never") : new Moment(member.lastSignIn());
  }

  private static Component state(Member member) {
    Badge badge = new Badge(member.enabled() ? "Active" : "Disabled");
    badge.addThemeVariants(member.enabled() ? BadgeVariant.SUCCESS : BadgeVariant.CONTRAST);
    return badge;
  }

  private Component role(Member member) {
    if (!mayChange) {
      return new Span(Texts.word(member.role()));
    }
    Select<Role> role = new Select<>();
    role.setWidthFull();
    role.setAriaLabel("Role of " + member.userName());
    role.setItems(Role.values());
    role.setItemLabelGenerator(Texts::word);
    role.setValue(member.role());
    role.addValueChangeListener(change -> {
      if (change.isFromClient()) {
        change(member, change.getValue());
      }
    });
    return role;
  }

  private void change(Member member, Role role) {
    try {
      identity.changeRole(Session.caller(), member.userId(), role);
      Notices.done(member.userName() + " is now " + Texts.word(role) + ".");
    } catch (ConflictException | InvalidException refused) {
      Notices.failed(refused);
    }
    refresh();
  }

  private Component actions(Member member) {
    Button remove = new Button(VaadinIcon.TRASH.create(), click -> remove(member));
    remove.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.ERROR);
    remove.setAriaLabel("Remove " + member.userName());
    remove.setTooltipText("Remove from this workspace");
    return remove;
  }

  private void remove(Member member) {
    Confirm.ask(
        "Remove " + member.userName() + "?",
        "They lose this workspace at once, and their tokens for it stop working.",
        "Remove the person",
        () -> {
          identity.removeMember(Session.caller(), member.userId());
          Notices.done(member.userName() + " was removed.");
          refresh();
        });
  }

  private void refresh() {
    grid.setItems(identity.members(Session.caller()));
  }
}
