package io.aiops.studio.ui.home;

import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import io.aiops.studio.ui.Routes;
import io.aiops.studio.ui.layout.MainLayout;
import io.aiops.studio.ui.layout.Page;

/** First steps: what to do next. */
@Route(value = Routes.HOME, layout = MainLayout.class)
@PageTitle("First steps · AI Ops Studio")
public final class HomeView extends Page {

  private static final long serialVersionUID = 1L;

  public HomeView() {
    super("First steps");
  }
}
