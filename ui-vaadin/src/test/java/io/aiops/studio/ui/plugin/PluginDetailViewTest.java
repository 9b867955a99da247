package io.aiops.studio.ui.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import io.aiops.studio.host.grant.Wants;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.identity.Role;
import io.aiops.studio.host.node.NodeLog;
import io.aiops.studio.host.plugin.Isolation;
import io.aiops.studio.host.plugin.KeptVersion;
import io.aiops.studio.ui.evidence.TrustSection;
import io.aiops.studio.ui.fake.FakeIdentity;
import io.aiops.studio.ui.fake.ViewTest;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class PluginDetailViewTest extends ViewTest {

  private String open(Role role, String name) {
    signIn(role);
    return navigate("plugins/" + name, PluginDetailView.class).getElement().getTextRecursively();
  }

  @Test
  void says_what_it_offers_and_where_it_runs() {
    assertThat(open(Role.VIEWER, "io.aiops.http"))
        .contains("HTTP for tests", "Connector", "Fetches", "it came with it")
        .contains("Trusted, in the studio's process: its code could do all that the studio can");
    assertThat($(Button.class).withText("Disable").all()).noneMatch(Button::isVisible);
  }

  @Test
  void says_who_vouches_for_it_and_what_its_code_would_do() {
    assertThat(open(Role.VIEWER, "io.aiops.http"))
        .contains("Signed by Acme Tools", "1 library", "gson 2.11.0", "key-1", "abc123")
        .contains("only if who installs it trusts it", "it opens a connection by itself");
    assertThat(open(Role.VIEWER, "com.example.greeter")).contains("Not signed: nobody vouches");
    Caller viewer = FakeIdentity.caller(Role.VIEWER);
    TrustSection unknown = new TrustSection(fake.studio.trust().of(viewer, "com.example.unknown"));
    assertThat(unknown.getElement().getTextRecursively())
        .contains("Carries a signature that cannot be checked", "Not read, since the signature");
  }

  @Test
  void says_how_it_stands_on_each_node() {
    assertThat(open(Role.VIEWER, "io.aiops.http"))
        .contains("left", "right", "No such class.")
        .contains("1,240", "64 MiB", "No new work")
        .doesNotContain("Log");
  }

  @Test
  void an_administrator_sees_what_it_wrote_the_newest_first_and_while_it_writes() {
    assertThat(open(Role.ADMINISTRATOR, "io.aiops.http")).contains("Log", "Nothing yet.");
    fake.nodes.log =
        List.of(
            new NodeLog.At("left", List.of(line(1, "failed", "no such host"))),
            new NodeLog.At("right", List.of(line(2, "warning", "slow"))));
    eventually(() ->
        assertThat(getCurrentView().getElement().getTextRecursively())
            .containsSubsequence(
                "Log", "Warning", "right", "slow", "A call failed", "left", "no such host"));
  }

  private static NodeLog.Line line(int second, String level, String text) {
    return new NodeLog.Line(Instant.ofEpochSecond(second), "1.0.0", level, null, text);
  }

  @Test
  void a_grant_is_shown_in_words_and_taken_back_after_asking() {
    fake.plugins.grants.give("com.example.greeter", Wants.read("host:*"), "ada");
    assertThat(open(Role.ADMINISTRATOR, "com.example.greeter")).contains("Reach every host");
    test($(Button.class).withText("Take back").single()).click();
    test($(ConfirmDialog.class).single()).confirm();
    assertThat(fake.plugins.grants.list(FakeIdentity.caller(Role.VIEWER), "com.example.greeter"))
        .isEmpty();
    assertThat(getCurrentView().getElement().getTextRecursively()).contains("Nothing was granted");
  }

  @Test
  void who_may_not_change_it_cannot_take_anything_back() {
    fake.plugins.grants.give("com.example.greeter", Wants.read("host:*"), "ada");
    open(Role.BUILDER, "com.example.greeter");
    assertThat($(Button.class).withText("Take back").exists()).isFalse();
  }

  @Test
  void it_alone_goes_back_to_a_version_that_is_kept() {
    assertThat(open(Role.ADMINISTRATOR, "com.example.greeter")).contains("Only this one is kept.");
    Instant at = Instant.ofEpochSecond(1);
    fake.plugins.versions.add(new KeptVersion("1.0.0", "b", 9, at, "ada", true));
    fake.plugins.versions.add(new KeptVersion("0.9.0", "a", 4, at, "grace", false));
    assertThat(open(Role.VIEWER, "com.example.greeter")).contains("0.9.0", "grace", "Installed");
    assertThat($(Button.class).withText("Roll back").exists()).isFalse();
    open(Role.ADMINISTRATOR, "com.example.greeter");
    test($(Button.class).withText("Roll back").single()).click();
    test($(ConfirmDialog.class).single()).confirm();
    assertThat(fake.plugins.sets.getFirst().why())
        .isEqualTo("Rolled back com.example.greeter, as in set 4");
  }

  @Test
  void after_it_was_removed_one_is_among_the_others() {
    open(Role.ADMINISTRATOR, "com.example.greeter");
    test($(Button.class).withText("Remove").single()).click();
    test($(ConfirmDialog.class).single()).confirm();
    assertThat(location()).isEqualTo("plugins");
  }

  @Test
  void has_it_run_in_a_separate_process_after_asking() {
    open(Role.ADMINISTRATOR, "com.example.greeter");
    test($(Button.class).withText("Run it in a separate process").single()).click();
    test($(ConfirmDialog.class).single()).confirm();
    eventually(() ->
        assertThat(getCurrentView().getElement().getTextRecursively())
            .contains("In a separate process, without the studio's secrets"));
    assertThat(fake.plugins.plugins).anyMatch(plugin -> plugin.isolation() == Isolation.SEPARATE);
  }
}
