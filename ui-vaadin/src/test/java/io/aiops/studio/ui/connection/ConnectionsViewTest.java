package io.aiops.studio.ui.connection;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.component.textfield.TextField;
import io.aiops.studio.host.connection.Connection;
import io.aiops.studio.host.identity.Role;
import io.aiops.studio.ui.fake.FakeIdentity;
import io.aiops.studio.ui.fake.ViewTest;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConnectionsViewTest extends ViewTest {

  @Test
  void says_that_the_simulated_model_serves_and_why() {
    signIn(Role.VIEWER);
    assertThat(navigate(ConnectionsView.class).getElement().getTextRecursively())
        .contains("Simulated", "Default", "because no real provider answers");
  }

  @Test
  void asks_for_what_the_schema_requires_and_saves() {
    signIn(Role.ADMINISTRATOR);
    navigate(ConnectionsView.class);
    test($(Button.class).withText("New connection").first()).click();
    test($(Select.class).withCaption("Provider").single()).selectItem("HTTP (Connector)");
    test($(Button.class).withText("Save").single()).click();
    assertThat($(PasswordField.class).single().getErrorMessage())
        .isEqualTo("Required: fill this in.");
    test($(PasswordField.class).single()).setValue("s3cret");
    test($(TextField.class).withCaption("Name").single()).setValue("partner");
    test($(Button.class).withText("Save").single()).click();
    assertThat(fake.connections.connections)
        .singleElement()
        .satisfies(saved -> {
          assertThat(saved.name()).isEqualTo("partner");
          assertThat(saved.settings()).isEqualTo(Map.of("token", "s3cret"));
        });
  }

  @Test
  void a_secret_is_shown_masked_and_kept_as_it_is() {
    fake.connections.save(
        FakeIdentity.caller(Role.ADMINISTRATOR),
        Connection.Kind.CONNECTOR,
        "partner",
        "http",
        Map.of("token", "********"),
        3);
    signIn(Role.ADMINISTRATOR);
    navigate(ConnectionsView.class);
    Grid<?> grid = $(Grid.class).single();
    test((com.vaadin.flow.component.html.Div) test(grid).getCellComponent(0, 5))
        .find(Button.class)
        .withText("Edit")
        .single()
        .click();
    assertThat($(PasswordField.class).single().getValue()).isEqualTo("********");
    assertThat($(PasswordField.class).single().isRevealButtonVisible()).isFalse();
  }
}
