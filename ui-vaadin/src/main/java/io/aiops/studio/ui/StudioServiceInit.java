package io.aiops.studio.ui;

import com.vaadin.flow.server.ServiceInitEvent;
import com.vaadin.flow.server.VaadinServiceInitListener;
import io.aiops.studio.ui.access.AccessControl;
import io.aiops.studio.ui.layout.Appearance;
import io.aiops.studio.ui.live.PatientRequests;
import io.aiops.studio.ui.notice.ProblemHandler;

/** Puts access control, patience, error handling and the chosen colours in front of every page. */
public final class StudioServiceInit implements VaadinServiceInitListener {

  private static final long serialVersionUID = 1L;

  @Override
  public void serviceInit(ServiceInitEvent event) {
    event.addIndexHtmlRequestListener(Appearance::apply);
    event.addVaadinRequestInterceptor(new PatientRequests());
    event
        .getSource()
        .addSessionInitListener(
            started -> started.getSession().setErrorHandler(new ProblemHandler()));
    event
        .getSource()
        .addUIInitListener(opened -> opened.getUI().addBeforeEnterListener(new AccessControl()));
  }
}
