package io.aiops.studio.ui.layout;

import com.vaadin.flow.component.applayout.AppLayout;
import com.vaadin.flow.component.applayout.DrawerToggle;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Header;
import com.vaadin.flow.component.html.Image;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.orderedlayout.Scroller;
import com.vaadin.flow.component.sidenav.SideNav;
import com.vaadin.flow.component.sidenav.SideNavItem;
import io.aiops.studio.host.Studio;
import io.aiops.studio.host.event.EventFeed;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.identity.Permission;
import io.aiops.studio.marketplace.Marketplace;
import io.aiops.studio.ui.Routes;
import io.aiops.studio.ui.access.Session;
import io.aiops.studio.ui.live.Live;
import io.aiops.studio.ui.text.Texts;

/** The frame around every page of somebody who is signed in. */
public final class MainLayout extends AppLayout {

  private static final long serialVersionUID = 1L;

  /** How many decisions wait for the person. */
  private final class Waiting implements Live.Show<Integer> {
    private final Studio studio;

    Waiting(Studio studio) {
      this.studio = studio;
    }

    @Override
    public Integer read(Caller caller) {
      return studio.approvals().count(caller);
    }

    @Override
    public boolean show(Integer waiting) {
      count.setText(waiting == 0 ? "" : Texts.count(waiting));
      count.setVisible(waiting > 0);
      return false;
    }
  }

  private final Span count = new Span();

  public MainLayout(Studio studio, Marketplace marketplace) {
    Caller caller = Session.caller();
    setPrimarySection(Section.DRAWER);
    count.addClassName("studio-count");
    SideNavItem waiting = item("Waiting for me", Routes.APPROVALS, VaadinIcon.CHECK_SQUARE_O);
    waiting.setSuffixComponent(count);
    SideNavItem market = item("Marketplace", Routes.MARKETPLACE, VaadinIcon.SHOP);
    if (caller.mayAdministerStudio()) {
      market.setSuffixComponent(new UpdateCount(studio, marketplace));
    }
    Scroller scroller = new Scroller(navigation(caller, waiting, market));
    Live.on(this, studio, EventFeed::watchAll, new Waiting(studio));
    scroller.addClassName("studio-navigation");
    addToDrawer(brand(), scroller);
    DrawerToggle toggle = new DrawerToggle();
    toggle.setAriaLabel("Show or hide the navigation");
    Header bar = new Header(toggle, new Div(), new PersonMenu(studio.identity(), caller));
    bar.addClassName("studio-bar");
    addToNavbar(bar);
  }

  private static Header brand() {
    Image mark = new Image("icon.svg", "");
    Anchor home = new Anchor("/", mark, new Span("AI Ops Studio"));
    home.setRouterIgnore(false);
    Header header = new Header(home);
    header.addClassName("studio-brand");
    return header;
  }

  private static SideNav navigation(Caller caller, SideNavItem waiting, SideNavItem market) {
    SideNav nav = new SideNav();
    nav.getElement().setAttribute("aria-label", "Main");
    nav.addItem(
        item("First steps", Routes.HOME, VaadinIcon.HOME_O),
        item("Workflows", Routes.WORKFLOWS, VaadinIcon.CLUSTER),
        item("Templates", Routes.TEMPLATES, VaadinIcon.PACKAGE),
        item("Executions", Routes.EXECUTIONS, VaadinIcon.TIMER),
        waiting,
        item("Triggers", Routes.TRIGGERS, VaadinIcon.ALARM),
        item("Queues and workers", Routes.QUEUES, VaadinIcon.TASKS),
        market,
        item("Plugins", Routes.PLUGINS, VaadinIcon.PUZZLE_PIECE),
        item("Connections", Routes.CONNECTIONS, VaadinIcon.CONNECT_O),
        item("People", Routes.PEOPLE, VaadinIcon.USERS),
        item("My tokens", Routes.TOKENS, VaadinIcon.KEY_O));
    if (caller.may(Permission.ADMINISTER)) {
      nav.addItem(
          item("Audit", Routes.AUDIT, VaadinIcon.CLIPBOARD_TEXT),
          item("Workspace", Routes.WORKSPACE, VaadinIcon.COG_O),
          item("Self-check", Routes.SELF_CHECK, VaadinIcon.DOCTOR));
    }
    return nav;
  }

  private static SideNavItem item(String label, String path, VaadinIcon icon) {
    SideNavItem item = new SideNavItem(label, path, icon.create());
    item.setMatchNested(!path.isEmpty());
    return item;
  }
}
