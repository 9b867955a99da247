package io.aiops.studio.ui.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.button.Button;
import io.aiops.studio.host.identity.Role;
import io.aiops.studio.marketplace.publishing.About;
import io.aiops.studio.marketplace.template.Lock;
import io.aiops.studio.marketplace.template.Manifest;
import io.aiops.studio.marketplace.template.Sample;
import io.aiops.studio.marketplace.template.TemplateFile;
import io.aiops.studio.marketplace.template.TemplateVersion;
import io.aiops.studio.ui.fake.ViewTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A template needs a plugin that is neither here nor in its file. */
class MissingPluginTest extends ViewTest {

  private static final String TEXT =
      """
      schema: aiops-studio/workflow/v1
      name: rings
      steps:
        - {id: a, kind: wait, duration: PT1S}
      """;

  private static TemplateFile file() {
    Lock.Pin gong = new Lock.Pin("acme.gong", "1.0.0", "a".repeat(64));
    return TemplateFile.of(
        new Manifest("acme.rings", new TemplateVersion(1, 0, 0), "Rings", "", "rings", List.of()),
        Lock.of(TEXT, List.of(gong), List.of()),
        TEXT,
        Sample.NONE,
        Map.of());
  }

  private String opened(Role role) {
    signIn(role);
    navigate(TemplatesView.class).open(file());
    return getCurrentView().getElement().getTextRecursively();
  }

  private boolean mayInstall() {
    return $(Button.class).withText("Install as a new workflow").single().isEnabled();
  }

  @Test
  void that_a_catalog_has_is_said_to_come_from_it() {
    fake.marketplace.publish("acme.gong", "1.0.0", "", new About("", List.of(), List.of()));
    assertThat(opened(Role.ADMINISTRATOR)).contains("is missing; comes from the catalog 'own'");
    assertThat(mayInstall()).isTrue();
  }

  @Test
  void that_a_catalog_has_is_left_to_administrators() {
    fake.marketplace.publish("acme.gong", "1.0.0", "", new About("", List.of(), List.of()));
    assertThat(opened(Role.BUILDER))
        .contains("The catalog 'own' has it, but only an administrator may install it.");
    assertThat(mayInstall()).isFalse();
  }

  @Test
  void that_no_catalog_has_is_named_with_what_to_do() {
    assertThat(opened(Role.ADMINISTRATOR))
        .contains("No catalog has it. Install version 1.0.0 (SHA-256 " + "a".repeat(64));
    assertThat(mayInstall()).isFalse();
  }
}
