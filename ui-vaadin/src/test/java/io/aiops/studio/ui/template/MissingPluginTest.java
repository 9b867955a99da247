package io.aiops.studio.ui.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.progressbar.ProgressBar;
import com.vaadin.flow.component.textfield.TextField;
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
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

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

  private void open(Role role) {
    signIn(role);
    navigate(TemplatesView.class).open(file());
  }

  private String shown() {
    return getCurrentView().getElement().getTextRecursively();
  }

  private void shows(String... texts) {
    eventually(() -> assertThat(shown()).contains(texts));
  }

  private void publishGong() {
    fake.marketplace.publish("acme.gong", "1.0.0", "", new About("", List.of(), List.of()));
  }

  private boolean mayInstall() {
    return $(Button.class).withText("Install as a new workflow").single().isEnabled();
  }

  @Test
  void that_a_catalog_has_is_said_to_come_from_it() {
    publishGong();
    open(Role.ADMINISTRATOR);
    shows("is missing; comes from the catalog 'own'");
    assertThat(mayInstall()).isTrue();
  }

  @Test
  void that_a_catalog_has_is_left_to_administrators() {
    publishGong();
    open(Role.BUILDER);
    shows("The catalog 'own' has it, but only an administrator may install it.");
    assertThat(mayInstall()).isFalse();
  }

  @Test
  void that_no_catalog_has_is_named_with_what_to_do() {
    open(Role.ADMINISTRATOR);
    shows("No catalog has it. Install version 1.0.0 (SHA-256 " + "a".repeat(64));
    assertThat(mayInstall()).isFalse();
  }

  @Test
  @Timeout(180)
  void while_a_catalog_is_slow_the_page_goes_on_and_says_what_it_does() {
    publishGong();
    CountDownLatch answers = fake.marketplace.releases.stall();
    open(Role.ADMINISTRATOR);
    assertThat(shown()).contains("Rings 1.0.0", "acme.rings").doesNotContain("is missing");
    assertThat(mayInstall()).isFalse();
    eventually(() -> assertThat($(ProgressBar.class).exists()).isTrue());
    assertThat(shown()).contains("what the catalogs have");
    test($(TextField.class).withLabel("Name of the workflow").single()).setValue("bells");
    answers.countDown();
    shows("is missing; comes from the catalog 'own'");
    eventually(() -> assertThat($(ProgressBar.class).exists()).isFalse());
    assertThat(mayInstall()).isTrue();
  }
}
