package io.aiops.studio.ui.live;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.UIDetachedException;
import com.vaadin.flow.server.Command;
import io.aiops.studio.host.problem.Patience;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Work that a page does not wait for, on a thread of its own without the page's lock. */
public final class Background {

  private static final Logger LOG = LoggerFactory.getLogger(Background.class);
  private static final ClassLoader LOADER = Background.class.getClassLoader();

  private Background() {}

  /**
   * @param name of the thread
   * @param work says itself how it ended: nobody waits for it
   */
  public static void run(String name, Runnable work) {
    Thread thread = Thread.ofVirtual().name(name).unstarted(work);
    thread.setContextClassLoader(LOADER);
    thread.start();
  }

  /** Changes the page, unless it was closed meanwhile; the work goes on then. */
  public static void show(UI ui, Command change) {
    // What the page reads to show it is read under its lock, for which others wait.
    try (Patience patience = Patience.ofACaller()) {
      ui.access(change);
    } catch (UIDetachedException closed) {
      LOG.debug("A page was closed before it was told", closed);
    }
  }
}
