package io.aiops.studio.ui.people;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.textfield.TextField;
import io.aiops.studio.host.identity.Role;
import io.aiops.studio.ui.fake.FakeIdentity;
import io.aiops.studio.ui.fake.ViewTest;
import org.junit.jupiter.api.Test;

class PeopleViewTest extends ViewTest {

  @Test
  void an_administrator_adds_somebody() {
    signIn(Role.ADMINISTRATOR);
    navigate(PeopleView.class);
    test($(Button.class).withText("Add a person").single()).click();
    test($(TextField.class).withCaption("User name").single()).setValue("grace");
    test($(Button.class).withText("Add").single()).click();
    assertThat(fake.identity.members)
        .singleElement()
        .satisfies(member -> assertThat(member.role()).isEqualTo(Role.BUILDER));
  }

  @Test
  void a_refusal_is_said_at_the_field() {
    signIn(Role.ADMINISTRATOR);
    fake.identity.addMember(
        FakeIdentity.caller(Role.ADMINISTRATOR), "grace", "Grace", Role.VIEWER, null);
    navigate(PeopleView.class);
    test($(Button.class).withText("Add a person").single()).click();
    TextField user = $(TextField.class).withCaption("User name").single();
    test(user).setValue("grace");
    test($(Button.class).withText("Add").single()).click();
    assertThat(user.getErrorMessage()).isEqualTo("grace is a member already.");
  }

  @Test
  void others_only_look() {
    signIn(Role.BUILDER);
    navigate(PeopleView.class);
    assertThat($(Button.class).withText("Add a person").exists()).isFalse();
  }
}
