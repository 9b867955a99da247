package io.aiops.studio.ui.access;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.server.VaadinRequest;
import com.vaadin.flow.server.VaadinService;
import com.vaadin.flow.server.VaadinSession;
import com.vaadin.flow.server.WrappedSession;
import io.aiops.studio.host.Studio;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.identity.IdentityService;
import io.aiops.studio.ui.Routes;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The browser's session: who is signed in, in which workspace. REST reads the same attribute. Each
 * look asks {@link IdentityService#refresh}: a role taken away is gone at the next click.
 */
public final class Session {

  /** Of the HTTP session. */
  public static final String CALLER = "io.aiops.studio.caller";

  private static final String WANTED = "io.aiops.studio.wanted";

  private Session() {}

  /**
   * Who is signed in, on a thread that holds the Vaadin session.
   *
   * @throws SignedOutException if nobody is
   */
  public static Caller caller() {
    return find().orElseThrow(SignedOutException::new);
  }

  /** As {@link #caller()}, for threads that serve a request without the Vaadin session. */
  public static Caller caller(VaadinRequest request) {
    return find(request.getWrappedSession(false)).orElseThrow(SignedOutException::new);
  }

  public static Optional<Caller> find() {
    VaadinSession session = VaadinSession.getCurrent();
    return session == null ? Optional.empty() : find(session.getSession());
  }

  private static Optional<Caller> find(@Nullable WrappedSession http) {
    if (http == null || !(http.getAttribute(CALLER) instanceof Caller known)) {
      return Optional.empty();
    }
    Optional<Caller> now = identity().refresh(known);
    now.ifPresentOrElse(
        caller -> {
          if (!caller.equals(known)) {
            http.setAttribute(CALLER, caller);
          }
        },
        () -> http.removeAttribute(CALLER));
    return now;
  }

  /** Begins under a new session id, so that an id known before is worth nothing. */
  public static void begin(Caller caller) {
    VaadinRequest request = VaadinService.getCurrentRequest();
    VaadinService.reinitializeSession(request);
    request.getWrappedSession().setAttribute(CALLER, caller);
  }

  /** The same person after their sign-in has changed; their other sessions end. */
  public static void goOn(Caller caller) {
    VaadinSession.getCurrent().getSession().setAttribute(CALLER, caller);
  }

  /** Goes on in another workspace of the same person. */
  public static void enter(UUID workspaceId) {
    Caller there = identity().enter(caller(), workspaceId);
    VaadinSession.getCurrent().getSession().setAttribute(CALLER, there);
    UI.getCurrent().getPage().setLocation("/");
  }

  /** Signs out: the session and all its pages are gone. */
  public static void end() {
    UI.getCurrent().getPage().setLocation("/" + Routes.SIGN_IN);
    VaadinSession.getCurrent().getSession().invalidate();
  }

  /** Remembers the page somebody asked for before they signed in. */
  static void want(String location) {
    VaadinSession.getCurrent().getSession().setAttribute(WANTED, location);
  }

  /** The page that was asked for, once; the home page if none was. */
  public static String takeWanted() {
    WrappedSession http = VaadinSession.getCurrent().getSession();
    Object wanted = http.getAttribute(WANTED);
    http.removeAttribute(WANTED);
    return wanted instanceof String location ? location : Routes.HOME;
  }

  private static IdentityService identity() {
    return VaadinService.getCurrent().getInstantiator().getOrCreate(Studio.class).identity();
  }
}
