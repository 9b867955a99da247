package io.aiops.studio.ui.layout;

import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.ErrorParameter;
import com.vaadin.flow.router.ParentLayout;
import io.aiops.studio.host.identity.AccessDeniedException;
import jakarta.servlet.http.HttpServletResponse;

/** A page that the person's role does not open. */
@ParentLayout(MainLayout.class)
public final class NotAllowed extends FailedPage<AccessDeniedException> {

  private static final long serialVersionUID = 1L;

  public NotAllowed() {
    super("Not allowed", HttpServletResponse.SC_FORBIDDEN);
  }

  @Override
  String sentence(BeforeEnterEvent event, ErrorParameter<AccessDeniedException> error) {
    return String.valueOf(error.getException().getMessage());
  }
}
