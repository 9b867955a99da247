package io.aiops.studio.ui.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.H1;
import io.aiops.studio.host.identity.Role;
import io.aiops.studio.ui.Routes;
import io.aiops.studio.ui.audit.AuditView;
import io.aiops.studio.ui.fake.ViewTest;
import io.aiops.studio.ui.home.HomeView;
import io.aiops.studio.ui.layout.Broken;
import io.aiops.studio.ui.layout.NoSuchPage;
import io.aiops.studio.ui.layout.NotAllowed;
import io.aiops.studio.ui.plugin.PluginsView;
import io.aiops.studio.ui.signin.SignInView;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AccessControlTest extends ViewTest {

  private static final List<String> PAGES =
      List.of(
          Routes.HOME,
          Routes.PLUGINS,
          Routes.CONNECTIONS,
          Routes.PEOPLE,
          Routes.TOKENS,
          Routes.AUDIT,
          Routes.SELF_CHECK,
          Routes.PROFILE,
          Routes.WORKFLOWS,
          Routes.EXECUTIONS,
          "executions/" + new UUID(0, 0),
          "workflows/some-workflow",
          "no-such-page");

  @Test
  void every_page_asks_to_sign_in_first() {
    for (String page : PAGES) {
      UI.getCurrent().navigate(page);
      assertThat(getCurrentView()).as(page).isInstanceOf(SignInView.class);
    }
  }

  @Test
  void every_page_of_the_navigation_opens_for_an_administrator() {
    signIn(Role.ADMINISTRATOR);
    for (String page : PAGES.subList(0, 8)) {
      UI.getCurrent().navigate(page);
      assertThat(getCurrentView()).as(page).isNotInstanceOfAny(Broken.class, SignInView.class);
      assertThat(location()).isEqualTo(page);
    }
  }

  @Test
  void a_viewer_is_told_that_the_audit_is_not_for_them() {
    signIn(Role.VIEWER);
    UI.getCurrent().navigate(Routes.AUDIT);
    assertThat(getCurrentView()).isInstanceOf(NotAllowed.class);
    assertThat(getCurrentView().getElement().getTextRecursively()).contains("ADMINISTER");
  }

  @Test
  void a_role_taken_away_is_gone_at_the_next_navigation() {
    signIn(Role.ADMINISTRATOR);
    navigate(AuditView.class);
    fake.identity.role = Role.OPERATOR;
    UI.getCurrent().navigate(Routes.HOME);
    UI.getCurrent().navigate(Routes.AUDIT);
    assertThat(getCurrentView()).isInstanceOf(NotAllowed.class);
  }

  @Test
  void somebody_disabled_is_signed_out_at_the_next_navigation() {
    signIn(Role.ADMINISTRATOR);
    navigate(PluginsView.class);
    fake.identity.role = null;
    UI.getCurrent().navigate(Routes.HOME);
    assertThat(getCurrentView()).isInstanceOf(SignInView.class);
  }

  @Test
  void an_unknown_address_is_named() {
    signIn(Role.VIEWER);
    UI.getCurrent().navigate("nowhere");
    assertThat(getCurrentView()).isInstanceOf(NoSuchPage.class);
    assertThat($(H1.class).all().stream().map(H1::getText)).contains("Not found");
    assertThat(getCurrentView().getElement().getTextRecursively()).contains("'/nowhere'");
  }

  @Test
  void only_the_sign_in_and_the_page_of_last_resort_are_open() {
    assertThat(
            Stream.<Class<?>>of(SignInView.class, Broken.class, HomeView.class)
                .filter(view -> view.isAnnotationPresent(Anonymous.class)))
        .containsExactly(SignInView.class, Broken.class);
  }
}
