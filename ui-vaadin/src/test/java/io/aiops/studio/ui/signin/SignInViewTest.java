package io.aiops.studio.ui.signin;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.login.AbstractLogin.LoginEvent;
import com.vaadin.flow.component.login.LoginForm;
import io.aiops.studio.ui.access.Session;
import io.aiops.studio.ui.fake.ViewTest;
import org.junit.jupiter.api.Test;

class SignInViewTest extends ViewTest {

  private LoginForm signIn(String user, String password) {
    navigate(SignInView.class);
    LoginForm form = $(LoginForm.class).single();
    ComponentUtil.fireEvent(form, new LoginEvent(form, true, user, password));
    return form;
  }

  private static String error(LoginForm form) {
    return form.getElement().getPropertyRaw("i18n").toString();
  }

  @Test
  void a_wrong_password_is_refused_without_saying_what_was_wrong() {
    LoginForm form = signIn("ada", "wrong");
    assertThat(form.isError()).isTrue();
    assertThat(error(form)).contains("User name or password is wrong");
    assertThat(Session.find()).isEmpty();
  }

  @Test
  void a_locked_name_says_how_long_to_wait() {
    LoginForm form = signIn("locked", "any");
    assertThat(error(form)).contains("30 seconds");
  }

  @Test
  void offers_no_navigation_before_sign_in() {
    navigate(SignInView.class);
    assertThat(UI.getCurrent().getElement().getTextRecursively()).doesNotContain("Executions");
  }
}
