package io.aiops.studio.ui.marketplace;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.identity.Role;
import io.aiops.studio.host.plugin.Isolation;
import io.aiops.studio.marketplace.publishing.About;
import io.aiops.studio.marketplace.template.ExportRequest;
import io.aiops.studio.marketplace.template.TemplateService;
import io.aiops.studio.ui.fake.FakeIdentity;
import io.aiops.studio.ui.fake.ViewTest;
import java.util.List;
import org.junit.jupiter.api.Test;

class ListingViewTest extends ViewTest {

  private String open(Role role, String id) {
    signIn(role);
    return navigate("marketplace/" + id, ListingView.class).getElement().getTextRecursively();
  }

  private void publish(String id, String version, String wants) {
    fake.marketplace.publish(
        id, version, wants, new About("Now *faster*.", List.of("chat"), List.of()));
  }

  private boolean has(String button) {
    return $(Button.class).withText(button).exists();
  }

  private void click(String button) {
    test($(Button.class).withText(button).single()).click();
  }

  private void shows(String text) {
    eventually(() -> {
      Dialog dialog = $(Dialog.class).single();
      assertThat(dialog.getHeaderTitle() + dialog.getElement().getTextRecursively()).contains(text);
    });
  }

  @Test
  void a_title_that_the_page_says_already_is_not_said_twice() {
    assertThat(ListingView.withoutTitle("<h3>Parrot</h3>\n<p>Says <em>it</em>.</p>", "Parrot"))
        .isEqualToIgnoringWhitespace("<p>Says <em>it</em>.</p>");
    assertThat(ListingView.withoutTitle("<h3>Use</h3><p>Say it.</p>", "Parrot")).contains("Use");
    assertThat(ListingView.withoutTitle("<p>Parrot</p>", "Parrot")).contains("Parrot");
  }

  @Test
  void shows_what_has_to_be_known_before_it_is_let_in() {
    publish("com.example.weather", "2.0.0", "host:*,secret:token");
    assertThat(open(Role.VIEWER, "com.example.weather"))
        .contains("Weather", "By Acme Tools", "Does what weather says.")
        .contains("Reach every host", "Be given the secret 'token' of its connections")
        .contains("whom this studio does not know yet")
        .contains("Apache-2.0", "This studio's own", "An administrator installs it.");
    assertThat(has("Install 2.0.0")).isFalse();
  }

  @Test
  void shows_what_is_found_in_it_before_it_is_installed() {
    publish("com.acme.weather", "2.0.0", "");
    open(Role.VIEWER, "com.acme.weather");
    eventually(() ->
        assertThat(getCurrentView().getElement().getTextRecursively())
            .contains("Signed by Acme Tools", "gson 2.11.0", "it opens a connection by itself")
            .contains("the compatibility kit found nothing wrong", "contract: passed."));
    assertThat(fake.plugins.plugins).noneMatch(one -> one.name().equals("com.acme.weather"));
  }

  @Test
  void people_comment_and_take_their_own_back() {
    publish("com.example.weather", "2.0.0", "");
    assertThat(open(Role.VIEWER, "com.example.weather")).contains("Nobody has said anything yet.");
    click("Comment");
    assertThat($(TextArea.class).withCaption("Your comment").single().isInvalid()).isTrue();
    test($(TextArea.class).withCaption("Your comment").single()).setValue("Does it snow?");
    click("Comment");
    assertThat(getCurrentView().getElement().getTextRecursively())
        .contains("You", "Does it snow?")
        .doesNotContain("Nobody has said anything yet.");
    click("Remove my comment");
    assertThat(fake.marketplace.comments.comments).isEmpty();
  }

  private void publishTemplate(String version) {
    Caller builder = FakeIdentity.caller(Role.BUILDER);
    fake.studio
        .workflows()
        .save(
            builder,
            """
            schema: aiops-studio/workflow/v1
            name: pause
            title: Pause
            steps:
              - {id: a, kind: wait, duration: PT1S}
            """,
            null);
    fake.marketplace.publish(
        new TemplateService(fake.studio)
            .export(builder, ExportRequest.of("pause", "acme.pause", version)),
        new About("", List.of(), List.of()));
  }

  @Test
  void a_template_is_looked_at_and_installed_from_its_page() {
    publishTemplate("1.0.0");
    open(Role.BUILDER, "acme.pause");
    eventually(() ->
        assertThat(getCurrentView().getElement().getTextRecursively())
            .contains("What it was made from", "it was made anew"));
    click("Install 1.0.0");
    shows("Install as a new workflow");
    test($(TextField.class).withCaption("Name of the workflow").single()).setValue("pause-again");
    eventually(() ->
        assertThat($(Button.class).withText("Install as a new workflow").single().isEnabled())
            .isTrue());
    click("Install as a new workflow");
    shows("pause-again is at version 1, from acme.pause 1.0.0.");
    assertThat($(Anchor.class).withText("Open it in the designer").single().getHref())
        .isEqualTo("/workflows/pause-again");
    navigate("marketplace", MarketplaceView.class);
    assertThat($(Dialog.class).exists()).isFalse();
  }

  @Test
  void a_template_that_does_not_come_says_why_and_a_viewer_is_told_who_installs_it() {
    publishTemplate("1.0.0");
    assertThat(open(Role.VIEWER, "acme.pause"))
        .contains("Whoever may build workflows installs it.");
    assertThat(has("Install 1.0.0")).isFalse();
    open(Role.BUILDER, "acme.pause");
    fake.marketplace
        .marketplace
        .keeping()
        .yank(FakeIdentity.caller(Role.ADMINISTRATOR), "acme.pause", "1.0.0", "It is too short.");
    click("Install 1.0.0");
    shows("acme.pause 1.0.0 was withdrawn: It is too short.");
    shows("was not installed");
  }

  @Test
  void readme_and_notes_come_as_html_that_does_nothing() {
    publish("com.example.weather", "2.0.0", "");
    signIn(Role.VIEWER);
    String html =
        navigate("marketplace/com.example.weather", ListingView.class).getElement().getOuterHTML();
    assertThat(html).contains("<em>greets</em>", "<em>faster</em>").doesNotContain("<script");
  }

  @Test
  void says_why_a_version_was_withdrawn_and_what_to_take_instead() {
    publish("com.example.weather", "2.0.0", "");
    publish("com.example.greeter", "1.0.0", "");
    fake.marketplace
        .marketplace
        .keeping()
        .yank(FakeIdentity.caller(Role.ADMINISTRATOR), "com.example.weather", "2.0.0", "It leaks.");
    fake.marketplace
        .marketplace
        .keeping()
        .deprecate(
            FakeIdentity.caller(Role.ADMINISTRATOR),
            "com.example.weather",
            "Nobody looks after it.",
            "com.example.greeter");
    assertThat(open(Role.ADMINISTRATOR, "com.example.weather"))
        .contains("Withdrawn by its publisher: It leaks.", "Deprecated: Nobody looks after it.");
    assertThat($(Anchor.class).withText("See what to take instead").single().getHref())
        .isEqualTo("/marketplace/com.example.greeter");
    assertThat(has("Install 2.0.0")).isFalse();
  }

  @Test
  void installs_after_consent_and_shows_what_happens() {
    publish("com.example.weather", "2.0.0", "host:*");
    open(Role.ADMINISTRATOR, "com.example.weather");
    click("Install 2.0.0");
    shows("It wants this");
    shows("Reach every host");
    click("Grant and install");
    shows("Weather 2.0.0 serves");
    assertThat(getCurrentView().getElement().getTextRecursively()).contains("Installed 2.0.0");
  }

  @Test
  void whoever_closes_the_dialog_before_the_end_finds_the_way_back() {
    publish("com.example.weather", "2.0.0", "host:*");
    open(Role.ADMINISTRATOR, "com.example.weather");
    click("Install 2.0.0");
    shows("It wants this");
    $(Dialog.class).single().close();
    assertThat(has("Install 2.0.0")).isFalse();
    click("Answer what 2.0.0 asks");
    shows("Reach every host");
  }

  @Test
  void an_upgrade_shows_only_what_it_wants_more() {
    publish("com.example.weather", "2.0.0", "host:*");
    open(Role.ADMINISTRATOR, "com.example.weather");
    click("Install 2.0.0");
    shows("It wants this");
    click("Grant and install");
    shows("Weather 2.0.0 serves");
    click("Close");
    publish("com.example.weather", "2.1.0", "host:*,model:*");
    open(Role.ADMINISTRATOR, "com.example.weather");
    click("Update to 2.1.0");
    shows("It wants more than it has");
    assertThat($(Dialog.class).single().getElement().getTextRecursively())
        .contains("Ask any model")
        .doesNotContain("Reach every host");
    click("Do not install");
    shows("it was cancelled");
    assertThat(fake.plugins.list(FakeIdentity.caller(Role.VIEWER)))
        .anyMatch(plugin -> plugin.version().equals("2.0.0"));
  }

  @Test
  void says_what_follows_and_goes_on_once_that_is_wanted() {
    publish("com.example.weather", "2.0.0", "");
    fake.plugins.inUse = 3;
    open(Role.ADMINISTRATOR, "com.example.weather");
    click("Install 2.0.0");
    shows("What goes is in use: 3 steps and connections");
    shows("Nothing is installed before you say so.");
    click("Install all the same");
    shows("Weather 2.0.0 serves");
  }

  @Test
  void can_be_installed_in_a_process_of_its_own() {
    publish("com.example.weather", "2.0.0", "");
    open(Role.ADMINISTRATOR, "com.example.weather");
    click("Install in a separate process");
    shows("Weather 2.0.0 serves");
    assertThat(fake.plugins.list(FakeIdentity.caller(Role.VIEWER)))
        .anyMatch(plugin -> plugin.isolation() == Isolation.SEPARATE);
  }

  @Test
  void says_why_it_was_refused_and_that_nothing_changed() {
    publish("com.example.broken", "1.0.0", "");
    open(Role.ADMINISTRATOR, "com.example.broken");
    click("Install 1.0.0");
    shows("was not installed");
    shows("It throws in activation.");
    shows("Nothing was changed.");
  }

  @Test
  @SuppressWarnings("unchecked")
  void who_has_it_reviews_it() {
    publish("com.example.greeter", "1.0.0", "");
    fake.marketplace.reviews.fetched.put("com.example.greeter", "1.0.0");
    open(Role.VIEWER, "com.example.greeter");
    click("Write a review");
    click("Publish my review");
    RadioButtonGroup<Integer> stars = $(RadioButtonGroup.class).single();
    assertThat(stars.isInvalid()).isTrue();
    test(stars).selectItem("4, good");
    test($(TextArea.class).withCaption("In your words").single()).setValue("Polite.");
    click("Publish my review");
    assertThat(getCurrentView().getElement().getTextRecursively()).contains("Polite.", "You");
    assertThat(has("Change my review")).isTrue();
  }

  @Test
  void who_has_not_cannot() {
    publish("com.example.weather", "1.0.0", "");
    assertThat(open(Role.VIEWER, "com.example.weather"))
        .contains("Whoever has fetched it, or whose workspace has run it, can review it.");
    assertThat(has("Write a review")).isFalse();
  }
}
