package io.aiops.studio.ui.layout;

import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.ErrorParameter;
import io.aiops.studio.ui.access.Anonymous;
import io.aiops.studio.ui.notice.Failures;
import jakarta.servlet.http.HttpServletResponse;

/** A page that failed in a way nobody foresaw. It stands alone: the frame may be what failed. */
@Anonymous
public final class Broken extends FailedPage<Exception> {

  private static final long serialVersionUID = 1L;

  public Broken() {
    super("Something went wrong", HttpServletResponse.SC_INTERNAL_SERVER_ERROR);
  }

  @Override
  String sentence(BeforeEnterEvent event, ErrorParameter<Exception> error) {
    return Failures.sentence(error.getException());
  }
}
