package io.aiops.studio.ui.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.upload.Upload;
import io.aiops.studio.host.identity.Role;
import io.aiops.studio.host.plugin.PluginView.State;
import io.aiops.studio.ui.fake.FakeIdentity;
import io.aiops.studio.ui.fake.FakePlugins;
import io.aiops.studio.ui.fake.ViewTest;
import java.util.List;
import org.junit.jupiter.api.Test;

class PluginsViewTest extends ViewTest {

  private String open(Role role) {
    signIn(role);
    return navigate(PluginsView.class).getElement().getTextRecursively();
  }

  @Test
  void shows_what_each_contributes() {
    assertThat(open(Role.VIEWER)).contains("Connector", "http: get", "shipped");
  }

  @Test
  void says_why_one_failed() {
    fake.plugins.plugins.add(FakePlugins.plugin("x", "Broken", false, State.FAILED, List.of()));
    assertThat(open(Role.ADMINISTRATOR)).contains("Failed", "It needs the package org.missing.");
  }

  @Test
  void what_nobody_signed_is_marked_once_that_was_looked_at() {
    open(Role.VIEWER);
    eventually(
        () -> assertThat(getCurrentView().getElement().getOuterHTML()).contains("Not signed"));
  }

  @Test
  void only_an_administrator_can_change_them() {
    open(Role.BUILDER);
    assertThat($(Upload.class).exists()).isFalse();
    assertThat($(Button.class).withText("Disable").exists()).isFalse();
  }

  @Test
  void disables_after_asking() {
    open(Role.ADMINISTRATOR);
    test($(Button.class).withAriaLabel("Disable HTTP").single()).click();
    test($(ConfirmDialog.class).single()).confirm();
    assertThat($(Button.class).withAriaLabel("Enable HTTP").exists()).isTrue();
    assertThat(notice()).contains("HTTP is disabled.");
  }

  @Test
  void removes_only_what_was_not_shipped() {
    open(Role.ADMINISTRATOR);
    assertThat($(Button.class).withAriaLabel("Remove HTTP").exists()).isFalse();
    test($(Button.class).withAriaLabel("Remove Greeter").single()).click();
    test($(ConfirmDialog.class).single()).confirm();
    assertThat(fake.plugins.plugins).hasSize(1);
  }

  @Test
  void says_what_is_in_use_before_it_is_removed() {
    fake.plugins.inUse = 3;
    open(Role.ADMINISTRATOR);
    test($(Button.class).withAriaLabel("Remove Greeter").single()).click();
    ConfirmDialog dialog = $(ConfirmDialog.class).single();
    assertThat(dialog.getElement().getProperty("message"))
        .contains(
            "It affects 3 steps of 3 workflows", "What goes is in use: 3 steps and connections");
    test(dialog).confirm();
    assertThat(fake.plugins.plugins).hasSize(1);
  }

  @Test
  void shows_the_history_and_goes_back_after_asking() {
    assertThat(open(Role.ADMINISTRATOR)).contains("Installed Greeter", "Came with the studio");
    assertThat($(Button.class).withAriaLabel("Roll back to set 2").exists()).isFalse();
    test($(Button.class).withAriaLabel("Roll back to set 1").single()).click();
    test($(ConfirmDialog.class).single()).confirm();
    assertThat(notice()).contains("Set 3 serves, with what was in 1.");
    assertThat(navigate(PluginsView.class).getElement().getTextRecursively())
        .contains("Rolled back to set 1");
  }

  @Test
  void marks_what_nobody_signed_and_leads_to_more() {
    open(Role.VIEWER);
    assertThat(shown("com.example.unknown").getElement().getTextRecursively())
        .contains("Signer not known here");
    PluginCard card = shown("com.example.greeter");
    assertThat(card.getElement().getTextRecursively()).contains("Not signed");
    assertThat(card.getElement().getOuterHTML()).contains("/plugins/com.example.greeter");
  }

  private PluginCard shown(String signedAs) {
    PluginCard card = new PluginCard(fake.plugins.plugins.getLast(), null);
    card.show(
        fake.studio.trust().of(FakeIdentity.caller(Role.VIEWER), signedAs).judgement().trust());
    return card;
  }

  @Test
  void shows_how_they_stand_on_each_node() {
    assertThat(open(Role.VIEWER)).contains("left", "right", "io.aiops.http: No such class.");
  }
}
