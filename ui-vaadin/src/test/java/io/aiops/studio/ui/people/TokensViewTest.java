package io.aiops.studio.ui.people;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.checkbox.CheckboxGroup;
import com.vaadin.flow.component.textfield.TextField;
import io.aiops.studio.host.identity.Permission;
import io.aiops.studio.host.identity.Role;
import io.aiops.studio.ui.fake.ViewTest;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TokensViewTest extends ViewTest {

  @Test
  void shows_a_new_tokens_secret_once() {
    signIn(Role.BUILDER);
    TokensView view = navigate(TokensView.class);
    test($(Button.class).withText("New token").first()).click();
    test($(TextField.class).withCaption("Name").single()).setValue("nightly");
    test($(Button.class).withText("Create").single()).click();
    assertThat($(TextField.class).withCaption("Secret").single().getValue())
        .isEqualTo("secret-of-nightly");
    test($(Button.class).withText("Done").single()).click();
    assertThat(view.getElement().getOuterHTML()).doesNotContain("secret-of");
    assertThat(fake.identity.tokens).hasSize(1);
  }

  @Test
  void offers_no_right_the_person_lacks_and_not_to_administer_by_itself() {
    signIn(Role.OPERATOR);
    navigate(TokensView.class);
    test($(Button.class).withText("New token").first()).click();
    CheckboxGroup<?> scopes = $(CheckboxGroup.class).single();
    assertThat(scopes.getValue()).isEqualTo(Set.of(Permission.VIEW, Permission.RUN));
    assertThat(scopes.getGenericDataView().getItems().toList())
        .isEqualTo(java.util.List.of(Permission.VIEW, Permission.RUN));
  }
}
