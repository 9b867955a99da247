package io.aiops.studio.ui.marketplace;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.identity.Role;
import io.aiops.studio.marketplace.listing.Listing;
import io.aiops.studio.marketplace.publishing.About;
import io.aiops.studio.marketplace.publishing.Contributor;
import io.aiops.studio.marketplace.publishing.Submission.State;
import io.aiops.studio.ui.fake.FakeIdentity;
import io.aiops.studio.ui.fake.ViewTest;
import io.aiops.studio.ui.layout.NotAllowed;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class PublishingViewTest extends ViewTest {

  private String open() {
    signIn(Role.ADMINISTRATOR);
    return text(navigate(PublishingView.class));
  }

  private static String text(com.vaadin.flow.component.Component view) {
    return view.getElement().getTextRecursively();
  }

  private Button button(String text) {
    return $(Button.class).withText(text).single();
  }

  private Listing listing() {
    return fake.marketplace
        .marketplace
        .browsing()
        .get(FakeIdentity.caller(Role.VIEWER), "com.example.greeter")
        .listing();
  }

  @Test
  void without_anything_it_says_how_to_begin() {
    assertThat(open()).contains("Nothing is published yet", "./studio plugin sign");
  }

  @Test
  void is_for_administrators() {
    signIn(Role.BUILDER);
    assertThat(navigate("marketplace/publishing", NotAllowed.class)).isNotNull();
  }

  @Test
  void who_submits_for_a_publisher_sees_what_is_theirs_and_decides_nothing() {
    fake.marketplace.submit("com.example.greeter", "1.0.0", "");
    fake.marketplace.submit("org.other.tool", "1.0.0", "");
    Caller builder = FakeIdentity.caller(Role.BUILDER);
    fake.marketplace.contributors.add(
        new Contributor("com.example", builder.userId(), "bob", Instant.EPOCH, "ada"));
    signIn(Role.BUILDER);
    assertThat(text(navigate(PublishingView.class)))
        .contains("Greeter 1.0.0")
        .doesNotContain("Tool 1.0.0", "Who submits", "Rules");
    assertThat($(Button.class).withText("Publish").exists()).isFalse();
    assertThat($(Button.class).withText("Keep for later").exists()).isTrue();
  }

  @Test
  void what_the_kit_has_not_passed_is_published_with_a_reason() {
    fake.marketplace.compatibility = null;
    fake.marketplace.submit("com.example.greeter", "1.0.0", "");
    assertThat(open()).contains("It has no report of the compatibility kit.");
    test(button("Publish …")).click();
    test($(TextField.class).withLabel("Why").single()).setValue("Ours.");
    test(button("Publish the version")).click();
    assertThat(fake.marketplace.releases.published().getFirst().reason()).isEqualTo("Ours.");
  }

  @Test
  void a_submission_shows_what_was_found_and_is_published_with_what_is_said_of_it() {
    fake.marketplace.submit("com.example.greeter", "1.0.0", "host:*");
    assertThat(open())
        .contains("Waiting for a decision", "Greeter 1.0.0", "submitted by ada")
        .contains("Reach every host", "nothing leaves the contract of plugins");
    test($(TextArea.class).single()).setValue("The first one.");
    test($(TextField.class).withLabel("Tags").single()).setValue("chat, hello");
    test(button("Publish")).click();
    assertThat(notice()).contains("Greeter 1.0.0 is in the catalog.");
    assertThat(listing().tags()).containsExactly("chat", "hello");
    assertThat(listing().releases().getFirst().notes()).isEqualTo("The first one.");
  }

  @Test
  void is_rejected_with_a_reason_only() {
    fake.marketplace.submit("com.example.greeter", "1.0.0", "");
    open();
    test(button("Reject …")).click();
    test(button("Reject the version")).click();
    TextField why = $(TextField.class).withLabel("Why").single();
    assertThat(why.isInvalid()).isTrue();
    test(why).setValue("It does nothing.");
    test(button("Reject the version")).click();
    assertThat($(Dialog.class).exists()).isFalse();
    assertThat(fake.marketplace.releases.list(State.REJECTED)).hasSize(1);
    assertThat(text(getCurrentView().getElement().getComponent().orElseThrow()))
        .contains("Rejected", "It does nothing.");
  }

  @Test
  void a_version_is_withdrawn_and_offered_again() {
    fake.marketplace.publish("com.example.greeter", "1.0.0", "", About.NOTHING);
    open();
    test(button("Withdraw …")).click();
    test($(TextField.class).withLabel("Why").single()).setValue("It leaks.");
    test(button("Withdraw the version")).click();
    assertThat(listing().releases().getFirst().yanked()).isEqualTo("It leaks.");
    test(button("Offer again")).click();
    assertThat(listing().releases().getFirst().yanked()).isEmpty();
  }

  @Test
  void a_listing_is_deprecated_with_what_to_take_instead() {
    fake.marketplace.publish(
        "com.example.greeter", "1.0.0", "", new About("", List.of("chat"), List.of()));
    open();
    test(button("Deprecate …")).click();
    test($(TextField.class).withLabel("Why").single()).setValue("Nobody looks after it.");
    test(button("Deprecate it")).click();
    assertThat(listing().deprecated()).isEqualTo("Nobody looks after it.");
    test(button("Not deprecated any more")).click();
    assertThat(listing().deprecated()).isEmpty();
  }
}
