package io.aiops.studio.ui.layout;

import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.ErrorParameter;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.ParentLayout;
import jakarta.servlet.http.HttpServletResponse;

/** An address that no page has. */
@ParentLayout(MainLayout.class)
public final class NoSuchPage extends FailedPage<NotFoundException> {

  private static final long serialVersionUID = 1L;

  public NoSuchPage() {
    super("Not found", HttpServletResponse.SC_NOT_FOUND);
  }

  @Override
  String sentence(BeforeEnterEvent event, ErrorParameter<NotFoundException> error) {
    return "There is no page '/" + event.getLocation().getPath() + "'.";
  }
}
