package io.aiops.studio.ui.home;

import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import io.aiops.studio.host.Studio;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.ui.Routes;
import io.aiops.studio.ui.access.Session;
import io.aiops.studio.ui.layout.MainLayout;
import io.aiops.studio.ui.layout.Page;

/** First steps: which model answers, what can be run at once, what ran lately, what comes next. */
@Route(value = Routes.HOME, layout = MainLayout.class)
@PageTitle("First steps · AI Ops Studio")
public final class HomeView extends Page {

  private static final long serialVersionUID = 1L;

  public HomeView(Studio studio) {
    super("First steps");
    Caller caller = Session.caller();
    addIntroduction(
        "Run a workflow and watch each step; then change it, or bring your own plugin.");
    add(
        new ModelNotice(studio.connections().modelProviders(caller), caller),
        new H2("Run one"),
        new RunCards(studio, caller));
    var lately = new RecentExecutions(studio, caller);
    if (!lately.isEmpty()) {
      add(new H2("Lately"), lately);
    }
    add(new H2("Then"), new NextSteps(caller));
  }
}
