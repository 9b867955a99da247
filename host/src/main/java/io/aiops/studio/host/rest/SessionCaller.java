package io.aiops.studio.host.rest;

import io.aiops.studio.host.identity.Caller;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The caller whom the sign-in page put into the browser's session. */
final class SessionCaller {

  private static final String ATTRIBUTE = "io.aiops.studio.caller";

  private SessionCaller() {}

  static Optional<Caller> of(HttpServletRequest request) {
    @Nullable HttpSession session = request.getSession(false);
    return session != null && session.getAttribute(ATTRIBUTE) instanceof Caller caller
        ? Optional.of(caller)
        : Optional.empty();
  }

  /** Goes on as {@code caller}, if there is a session of the same person. */
  static void replace(HttpServletRequest request, Caller caller) {
    if (of(request).filter(old -> old.userId().equals(caller.userId())).isPresent()) {
      request.getSession().setAttribute(ATTRIBUTE, caller);
    }
  }
}
