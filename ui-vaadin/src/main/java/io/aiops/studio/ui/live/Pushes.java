package io.aiops.studio.ui.live;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.server.communication.AtmospherePushConnection;
import com.vaadin.flow.server.communication.PushConnection;
import com.vaadin.flow.server.communication.PushConnectionFactory;
import java.io.IOException;
import org.atmosphere.cpr.AtmosphereResource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Connections that are closed without the session's lock. A page that goes away is taken out of its
 * session under that lock, and closing waits for what is just sent to it; who sends has found that
 * the socket is gone, and waits for the lock to say so, and so does the server's own closing of the
 * socket. Then no page of that person moves: for a second, or, since the server waits for its
 * reading to end before it closes, for good.
 */
public final class Pushes implements PushConnectionFactory {

  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(Pushes.class);

  @Override
  public PushConnection apply(UI ui) {
    return new Push(ui);
  }

  private static final class Push extends AtmospherePushConnection {

    private static final long serialVersionUID = 1L;

    Push(UI ui) {
      super(ui);
    }

    /** From now on there is none; what is still on its way may get lost with the page. */
    @Override
    public void disconnect() {
      if (!isConnected()) {
        return;
      }
      AtmosphereResource resource = getResource();
      connectionLost();
      Background.run("a push connection ends", () -> close(resource));
    }

    private static void close(AtmosphereResource resource) {
      try {
        resource.close();
      } catch (IOException gone) {
        LOG.debug("A push connection was closed by the other side", gone);
      }
    }
  }
}
