package io.aiops.studio.ui.notice;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.server.ErrorEvent;
import com.vaadin.flow.server.ErrorHandler;
import io.aiops.studio.ui.Routes;
import io.aiops.studio.ui.access.SignedOutException;
import java.lang.reflect.InvocationTargetException;
import java.util.concurrent.ExecutionException;

/** What a listener let pass ends here: people get a sentence, never a stack trace. */
public final class ProblemHandler implements ErrorHandler {

  private static final long serialVersionUID = 1L;

  @Override
  public void error(ErrorEvent event) {
    Throwable failure = unwrap(event.getThrowable());
    UI ui = UI.getCurrent();
    if (ui == null) {
      Failures.sentence(failure);
      return;
    }
    ui.access(() -> {
      if (failure instanceof SignedOutException) {
        ui.getPage().setLocation("/" + Routes.SIGN_IN);
      } else {
        Notices.failed(failure);
      }
    });
  }

  private static Throwable unwrap(Throwable failure) {
    Throwable cause = failure.getCause();
    boolean wrapper =
        failure instanceof ExecutionException || failure instanceof InvocationTargetException;
    return wrapper && cause != null ? unwrap(cause) : failure;
  }
}
