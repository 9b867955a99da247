package io.aiops.studio.ui.access;

import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterListener;
import io.aiops.studio.host.identity.AccessDeniedException;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.identity.Permission;
import io.aiops.studio.ui.signin.SignInView;
import java.util.Optional;

/** Stands before every navigation: nobody passes who is not signed in or lacks the permission. */
public final class AccessControl implements BeforeEnterListener {

  private static final long serialVersionUID = 1L;

  @Override
  public void beforeEnter(BeforeEnterEvent event) {
    Class<?> target = event.getNavigationTarget();
    if (target.isAnnotationPresent(Anonymous.class)) {
      return;
    }
    Optional<Caller> caller = Session.find();
    if (caller.isEmpty()) {
      Session.want(event.getLocation().getPathWithQueryParameters());
      event.forwardTo(SignInView.class);
      return;
    }
    Requires requires = target.getAnnotation(Requires.class);
    Permission needed = requires == null ? Permission.VIEW : requires.value();
    if (!event.isErrorEvent() && !caller.get().may(needed)) {
      event.rerouteToError(new AccessDeniedException(caller.get(), needed), "");
    } else if (!event.isErrorEvent()
        && requires != null
        && requires.studio()
        && !caller.get().first()) {
      event.rerouteToError(AccessDeniedException.elsewhere(caller.get()), "");
    }
  }
}
