package io.aiops.studio.ui.live;

import com.vaadin.flow.server.VaadinRequest;
import com.vaadin.flow.server.VaadinRequestInterceptor;
import com.vaadin.flow.server.VaadinResponse;
import com.vaadin.flow.server.VaadinSession;
import io.aiops.studio.host.problem.Patience;
import org.jspecify.annotations.Nullable;

/**
 * Whoever looks at a page waits for it, and for all other pages of the session too, whose lock the
 * request holds: a database that is silent is told of within five seconds. Not so of what goes up
 * or down, whose statements may take longer, nor of what runs in the {@link Background}.
 */
public final class PatientRequests implements VaadinRequestInterceptor {

  private static final long serialVersionUID = 1L;

  private static final String PATIENCE = Patience.class.getName();
  private static final String FILES = "/VAADIN/dynamic/";

  @Override
  public void requestStart(VaadinRequest request, VaadinResponse response) {
    String path = request.getPathInfo();
    if (path == null || !path.startsWith(FILES)) {
      request.setAttribute(PATIENCE, Patience.ofACaller());
    }
  }

  @Override
  public void handleException(
      VaadinRequest request,
      VaadinResponse response,
      @Nullable VaadinSession session,
      Exception failure) {
    // The session's error handler says it.
  }

  @Override
  public void requestEnd(
      VaadinRequest request, VaadinResponse response, @Nullable VaadinSession session) {
    if (request.getAttribute(PATIENCE) instanceof Patience patience) {
      request.removeAttribute(PATIENCE);
      patience.close();
    }
  }
}
