package io.aiops.studio.ui.designer;

import com.vaadin.flow.component.UI;
import io.aiops.studio.host.identity.Role;
import io.aiops.studio.ui.Routes;
import io.aiops.studio.ui.fake.FakeIdentity;
import io.aiops.studio.ui.fake.ViewTest;
import org.junit.jupiter.api.BeforeEach;

/** Somebody in front of the designer, with one workflow. */
abstract class Designing extends ViewTest {

  static final String TEXT =
      """
      # Says hello.
      schema: aiops-studio/workflow/v1
      name: hello
      title: Hello
      inputs: {type: object, properties: {name: {type: string}}}
      steps:
        - id: greet      # the only one
          kind: transform
          expression: "'Hello, ' & inputs.name"
      """;

  @BeforeEach
  void save() {
    fake.workflows.service().save(FakeIdentity.caller(Role.BUILDER), TEXT, 0);
  }

  DesignerView open(Role role) {
    signIn(role);
    UI.getCurrent().navigate(Routes.designer("hello"));
    return (DesignerView) getCurrentView();
  }

  Desk desk() {
    return $(Desk.class).single();
  }

  String text() {
    return desk().document().text();
  }

  void add(String title) {
    PaletteEntry entry =
        $(PaletteEntry.class).all().stream()
            .filter(each -> ("Add " + title).equals(each.getElement().getAttribute("aria-label")))
            .findFirst()
            .orElseThrow();
    test(entry).click();
  }
}
