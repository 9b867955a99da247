package io.aiops.studio.ui.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.progressbar.ProgressBar;
import io.aiops.studio.host.grant.Consent;
import io.aiops.studio.host.grant.Wants;
import io.aiops.studio.host.identity.Role;
import io.aiops.studio.host.problem.Patience;
import io.aiops.studio.ui.fake.ViewTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ConsentDialogTest extends ViewTest {

  private final List<String> done = new CopyOnWriteArrayList<>();

  private ConfirmDialog ask(List<String> wants, List<String> added, List<String> unused) {
    signIn(Role.ADMINISTRATOR);
    navigate(PluginsView.class);
    new ConsentDialog(
            new Consent("acme.greeter", "2.0.0", wants, added, unused, "t"),
            () -> done.add("agreed"))
        .open();
    return $(ConfirmDialog.class).single();
  }

  @Test
  void shows_what_a_plugin_wants_in_words_and_as_it_declares_it() {
    ConfirmDialog dialog =
        ask(
            List.of("host:connection", "host:*", "code:network", "folder:/srv"),
            List.of("host:connection", "host:*", "code:network", "folder:/srv"),
            List.of());
    assertThat(dialog.getElement().getTextRecursively())
        .contains(
            "Reach the hosts of its connections",
            "Reach every host",
            "Be trusted with code that opens network connections by itself",
            "Use the folder /srv",
            "folder:/srv");
    assertThat(done).isEmpty();
    test(dialog).confirm();
    assertThat(done).containsExactly("agreed");
  }

  @Test
  void shows_the_difference_of_an_upgrade() {
    ConfirmDialog dialog =
        ask(List.of("file:read", "model:*"), List.of("model:*"), List.of("secret:key"));
    assertThat(dialog.getElement().getProperty("header"))
        .isEqualTo("May acme.greeter 2.0.0 have more than it has?");
    assertThat(dialog.getElement().getTextRecursively())
        .contains("Ask any model", "does not want any more", "secret:key")
        .doesNotContain("Read the workspace's files");
    test(dialog).cancel();
    assertThat(done).isEmpty();
  }

  @Test
  void of_what_is_uploaded_shows_what_was_found_in_it_and_what_there_is_none_of() {
    signIn(Role.ADMINISTRATOR);
    navigate(PluginsView.class);
    fake.marketplace.compatibility = null;
    PluginUpload upload =
        new PluginUpload(fake.plugins, fake.marketplace.marketplace, plugin -> done.add("there"));
    UI.getCurrent().add(upload);
    upload.consent(
        "greeter.jar",
        "com.example.greeter 1.0.0".getBytes(StandardCharsets.UTF_8),
        new Consent(
            "com.example.greeter",
            "1.0.0",
            List.of("model:*"),
            List.of("model:*"),
            List.of(),
            "t"));
    ConfirmDialog dialog = $(ConfirmDialog.class).single();
    eventually(() ->
        assertThat(dialog.getElement().getTextRecursively())
            .contains(
                "Ask any model",
                "Not signed: nobody vouches for it",
                "None: only signed packages have one",
                "Looked through 12 classes",
                "It has no report of the compatibility kit."));
  }

  private static boolean goes(PluginUpload upload) {
    return upload
        .getChildren()
        .filter(each -> each.getChildren().anyMatch(ProgressBar.class::isInstance))
        .anyMatch(Component::isVisible);
  }

  @Test
  void what_was_consented_to_is_installed_without_the_patience_of_a_page() {
    signIn(Role.ADMINISTRATOR);
    navigate(PluginsView.class);
    PluginUpload upload =
        new PluginUpload(
            fake.plugins, fake.marketplace.marketplace, plugin -> done.add(plugin.name()));
    UI.getCurrent().add(upload);
    String jar = "com.example.greeter 1.0.0 model:*";
    Consent asked =
        fake.plugins
            .grants
            .asks("com.example.greeter", "1.0.0", "00", Wants.read("model:*"))
            .orElseThrow();
    upload.consent("greeter.jar", jar.getBytes(StandardCharsets.UTF_8), asked);
    // As whoever serves the click does.
    try (Patience patience = Patience.ofACaller()) {
      test($(ConfirmDialog.class).single()).confirm();
    }
    assertThat(goes(upload)).isTrue();
    eventually(() -> assertThat(done).containsExactly("com.example.greeter"));
    assertThat(fake.plugins.installedWithPatience).isFalse();
    assertThat(goes(upload)).isFalse();
  }

  @Test
  void why_it_was_refused_after_that_is_said_where_it_was_uploaded() {
    signIn(Role.ADMINISTRATOR);
    navigate(PluginsView.class);
    PluginUpload upload =
        new PluginUpload(fake.plugins, fake.marketplace.marketplace, plugin -> done.add("there"));
    UI.getCurrent().add(upload);
    upload.consent(
        "greeter.jar",
        "com.example.broken 1.0.0 model:*".getBytes(StandardCharsets.UTF_8),
        new Consent(
            "com.example.broken", "1.0.0", List.of("model:*"), List.of("model:*"), List.of(), "t"));
    test($(ConfirmDialog.class).single()).confirm();
    eventually(() ->
        assertThat(upload.getElement().getTextRecursively())
            .contains("greeter.jar was not installed.", "It throws in activation."));
    assertThat(done).isEmpty();
    assertThat(goes(upload)).isFalse();
  }

  private PluginUpload uploading() {
    signIn(Role.ADMINISTRATOR);
    navigate(PluginsView.class);
    PluginUpload upload =
        new PluginUpload(
            fake.plugins, fake.marketplace.marketplace, plugin -> done.add(plugin.name()));
    UI.getCurrent().add(upload);
    return upload;
  }

  private void consented(PluginUpload upload, String fileName, String plugin) {
    Wants wants = Wants.read("model:*");
    Consent asked = fake.plugins.grants.asks(plugin, "1.0.0", "00", wants).orElseThrow();
    byte[] jar = (plugin + " 1.0.0 model:*").getBytes(StandardCharsets.UTF_8);
    upload.consent(fileName, jar, asked);
    test($(ConfirmDialog.class).single()).confirm();
  }

  private List<String> refusals() {
    return $(Paragraph.class).withClassName("studio-failure").all().stream()
        .map(Paragraph::getText)
        .toList();
  }

  @Test
  @Timeout(180)
  void while_one_is_installed_another_that_is_refused_takes_nothing_of_it_away() {
    PluginUpload upload = uploading();
    consented(upload, "first.jar", "com.example.slow");
    consented(upload, "second.jar", "com.example.broken");
    assertThat(upload.getElement().getTextRecursively())
        .contains("first.jar, second.jar are checked, installed and started.");
    eventually(() -> assertThat(refusals()).hasSize(1));
    assertThat(refusals().getFirst()).startsWith("second.jar was not installed.");
    assertThat(goes(upload)).isTrue();
    assertThat(upload.getElement().getTextRecursively()).contains("first.jar is checked");
    fake.plugins.slow.release();
    eventually(() -> assertThat(done).containsExactly("com.example.slow"));
    assertThat(goes(upload)).isFalse();
    assertThat(refusals()).hasSize(1);
  }

  @Test
  void who_went_to_another_page_is_told_there_why_it_was_refused() {
    PluginUpload upload = uploading();
    consented(upload, "greeter.jar", "com.example.broken");
    UI.getCurrent().remove(upload);
    eventually(() -> assertThat($(Notification.class).exists()).isTrue());
    assertThat(notice()).contains("greeter.jar was not installed.", "It throws in activation.");
  }
}
