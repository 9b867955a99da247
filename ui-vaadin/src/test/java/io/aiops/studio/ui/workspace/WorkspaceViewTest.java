package io.aiops.studio.ui.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.textfield.IntegerField;
import io.aiops.studio.host.identity.Role;
import io.aiops.studio.ui.Routes;
import io.aiops.studio.ui.fake.FakeIdentity;
import io.aiops.studio.ui.fake.ViewTest;
import io.aiops.studio.ui.layout.NotAllowed;
import org.junit.jupiter.api.Test;

class WorkspaceViewTest extends ViewTest {

  private String open(Role role) {
    signIn(role);
    UI.getCurrent().navigate(Routes.WORKSPACE);
    return getCurrentView().getElement().getTextRecursively();
  }

  private void save(int form) {
    test($(Button.class).withText("Save").all().get(form)).click();
  }

  @Test
  void removing_is_asked_before_it_is_decided() {
    assertThat(open(Role.ADMINISTRATOR)).contains("Executions are kept for ever.");
    test($(IntegerField.class).withLabel("Days after their end").single()).setValue(90);
    save(0);
    assertThat(getCurrentView().getElement().getTextRecursively()).contains("kept for ever.");
    test($(ConfirmDialog.class).single()).confirm();
    assertThat(getCurrentView().getElement().getTextRecursively())
        .contains("Of those that ended, 0 are beyond it now. Decided by");
  }

  @Test
  void what_is_out_of_bounds_is_said_at_its_field() {
    open(Role.ADMINISTRATOR);
    IntegerField field = $(IntegerField.class).withLabel("Executions").single();
    field.setValue(0);
    save(1);
    assertThat(field.isInvalid()).isTrue();
    assertThat(field.getErrorMessage()).contains("from 1 to 1,000,000");
    field.setValue(20);
    save(1);
    assertThat(fake.studio.limits().limits(FakeIdentity.caller(Role.ADMINISTRATOR)).executions())
        .isEqualTo(20);
  }

  @Test
  void is_not_for_builders() {
    open(Role.BUILDER);
    assertThat(getCurrentView()).isInstanceOf(NotAllowed.class);
  }
}
