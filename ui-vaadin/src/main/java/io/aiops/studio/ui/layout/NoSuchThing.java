package io.aiops.studio.ui.layout;

import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.ErrorParameter;
import com.vaadin.flow.router.ParentLayout;
import io.aiops.studio.host.problem.NotFoundException;
import jakarta.servlet.http.HttpServletResponse;

/** A page of something that the workspace does not have. */
@ParentLayout(MainLayout.class)
public final class NoSuchThing extends FailedPage<NotFoundException> {

  private static final long serialVersionUID = 1L;

  public NoSuchThing() {
    super("Not found", HttpServletResponse.SC_NOT_FOUND);
  }

  @Override
  String sentence(BeforeEnterEvent event, ErrorParameter<NotFoundException> error) {
    return String.valueOf(error.getException().getMessage());
  }
}
