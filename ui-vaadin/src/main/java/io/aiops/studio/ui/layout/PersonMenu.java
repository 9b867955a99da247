package io.aiops.studio.ui.layout;

import com.vaadin.flow.component.avatar.Avatar;
import com.vaadin.flow.component.contextmenu.MenuItem;
import com.vaadin.flow.component.contextmenu.SubMenu;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.menubar.MenuBar;
import com.vaadin.flow.component.menubar.MenuBarVariant;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.identity.IdentityService;
import io.aiops.studio.host.identity.IdentityViews.WorkspaceView;
import io.aiops.studio.ui.Routes;
import io.aiops.studio.ui.access.Session;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Who is signed in, in which workspace; and how to change either, or the appearance. */
final class PersonMenu extends MenuBar {

  private static final long serialVersionUID = 1L;

  PersonMenu(IdentityService identity, Caller caller) {
    addThemeVariants(MenuBarVariant.LUMO_TERTIARY);
    List<WorkspaceView> workspaces = identity.workspaces(caller);
    workspaces.stream()
        .filter(workspace -> workspace.id().equals(caller.workspaceId()))
        .findFirst()
        .ifPresent(here -> addWorkspaces(workspaces, here));
    addAppearances();
    Avatar avatar = new Avatar(caller.userName());
    avatar.addThemeName("small");
    MenuItem person = addItem(avatar);
    person.setAriaLabel("Signed in as " + caller.userName());
    MenuItem who =
        person
            .getSubMenu()
            .addItem(new Span(caller.userName() + ", " + caller.role().name().toLowerCase()));
    who.setEnabled(false);
    person.getSubMenu().addSeparator();
    person.getSubMenu().addItem("Change my password", click -> open(Routes.PROFILE));
    person.getSubMenu().addItem("My tokens", click -> open(Routes.TOKENS));
    person.getSubMenu().addItem("Sign out", click -> Session.end());
  }

  private void addWorkspaces(List<WorkspaceView> workspaces, WorkspaceView here) {
    MenuItem item = addItem(here.name());
    item.setAriaLabel("Workspace " + here.name());
    for (WorkspaceView workspace : workspaces) {
      MenuItem choice =
          item.getSubMenu()
              .addItem(
                  workspace.name() + " (" + workspace.role().name().toLowerCase() + ")",
                  click -> Session.enter(workspace.id()));
      choice.setCheckable(true);
      choice.setChecked(workspace.equals(here));
    }
  }

  private void addAppearances() {
    MenuItem item = addItem(com.vaadin.flow.component.icon.VaadinIcon.ADJUST.create());
    item.setAriaLabel("Appearance");
    SubMenu choices = item.getSubMenu();
    Map<Appearance, MenuItem> items = new EnumMap<>(Appearance.class);
    for (Appearance appearance : Appearance.values()) {
      MenuItem choice =
          choices.addItem(
              appearance.title(),
              click -> {
                appearance.choose();
                items.forEach((other, entry) -> entry.setChecked(other == appearance));
              });
      choice.setCheckable(true);
      choice.setChecked(appearance == Appearance.current());
      items.put(appearance, choice);
    }
  }

  private void open(String route) {
    getUI().ifPresent(ui -> ui.navigate(route));
  }
}
