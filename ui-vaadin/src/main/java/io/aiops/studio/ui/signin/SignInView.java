package io.aiops.studio.ui.signin;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Image;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.login.AbstractLogin.LoginEvent;
import com.vaadin.flow.component.login.LoginForm;
import com.vaadin.flow.component.login.LoginI18n;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.VaadinService;
import io.aiops.studio.host.Studio;
import io.aiops.studio.host.identity.IdentityService;
import io.aiops.studio.host.identity.IdentityService.SignIn;
import io.aiops.studio.ui.Routes;
import io.aiops.studio.ui.access.Anonymous;
import io.aiops.studio.ui.access.Session;
import java.time.Duration;

/** Name and password. The form is checked on the server, so it needs no token of its own. */
@Anonymous
@Route(Routes.SIGN_IN)
@PageTitle("Sign in · AI Ops Studio")
public final class SignInView extends Main {

  private static final long serialVersionUID = 1L;

  private final transient IdentityService identity;
  private final LoginForm form = new LoginForm();

  public SignInView(Studio studio) {
    identity = studio.identity();
    addClassName("studio-sign-in");
    LoginI18n texts = LoginI18n.createDefault();
    texts.getForm().setTitle("Sign in");
    texts.getForm().setUsername("User name");
    texts.getForm().setSubmit("Sign in");
    texts.getErrorMessage().setTitle("That did not work");
    form.setI18n(texts);
    form.setForgotPasswordButtonVisible(false);
    form.addLoginListener(this::signIn);
    Paragraph hint =
        new Paragraph(
            "The first start wrote the administrator's sign-in to first-sign-in.txt in the"
                + " studio's data folder; ./studio run printed it.");
    hint.addClassName("studio-introduction");
    add(new Image("icon.svg", ""), new H1("AI Ops Studio"), form, hint);
  }

  private void signIn(LoginEvent event) {
    String address = VaadinService.getCurrentRequest().getRemoteAddr();
    SignIn result = identity.signIn(event.getUsername(), event.getPassword(), address);
    switch (result) {
      case SignIn.Accepted accepted -> {
        String wanted = Session.takeWanted();
        Session.begin(accepted.caller());
        UI.getCurrent().getPage().setLocation("/" + wanted);
      }
      case SignIn.Refused() ->
          form.showErrorMessage(
              "That did not work", "User name or password is wrong. Check both and try again.");
      case SignIn.Locked(Duration wait) ->
          form.showErrorMessage(
              "Too many tries",
              "Sign-in is closed for " + (wait.toSeconds() + 1) + " seconds; then try again.");
    }
  }
}
