package io.aiops.studio.ui.marketplace;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.QueryParameters;
import io.aiops.studio.host.identity.Role;
import io.aiops.studio.marketplace.publishing.About;
import io.aiops.studio.ui.fake.ViewTest;
import java.util.List;
import org.junit.jupiter.api.Test;

class MarketplaceViewTest extends ViewTest {

  private static final About CHAT = new About("", List.of("chat"), List.of("agents"));

  private void publish() {
    fake.marketplace.publish("com.example.greeter", "1.0.0", "", CHAT);
    fake.marketplace.publish("com.example.greeter", "1.1.0", "model:*", CHAT);
    fake.marketplace.publish("com.example.weather", "2.0.0", "host:*", About.NOTHING);
  }

  private MarketplaceView open(Role role) {
    signIn(role);
    return navigate(MarketplaceView.class);
  }

  private String text() {
    return getCurrentView().getElement().getTextRecursively();
  }

  private List<String> found() {
    return $(ListingCard.class).all().stream()
        .map(card -> card.getElement().getAttribute("data-listing"))
        .toList();
  }

  @Test
  void without_listings_it_says_what_to_do_next() {
    open(Role.ADMINISTRATOR);
    assertThat(text()).contains("No catalog has anything yet", "Publish a plugin");
  }

  @Test
  void who_may_not_publish_reads_who_may() {
    open(Role.VIEWER);
    assertThat(text()).contains("An administrator publishes").doesNotContain("Publish a plugin");
  }

  @Test
  void shows_what_there_is_and_how_it_stands_here() {
    publish();
    open(Role.VIEWER);
    assertThat(found()).containsExactlyInAnyOrder("com.example.greeter", "com.example.weather");
    assertThat(text())
        .contains("Greeter", "Acme Tools", "Installed 1.0.0", "Update to 1.1.0", "2 listings")
        .contains("Not rated yet");
  }

  @Test
  void lists_updates_first() {
    publish();
    open(Role.VIEWER);
    assertThat($(UpdateList.class).single().getElement().getTextRecursively())
        .contains("Greeter", "1.0.0 → 1.1.0", "does not want the same");
  }

  @Test
  void search_forgives_typing_errors_and_can_be_cleared() {
    publish();
    open(Role.VIEWER);
    TextField words = $(TextField.class).withLabel("Search").single();
    test(words).setValue("wether");
    assertThat(found()).containsExactly("com.example.weather");
    test(words).setValue("quantum");
    assertThat(found()).isEmpty();
    assertThat(text()).contains("Nothing matches", "0 listings");
    test($(Button.class).withText("Clear the search").single()).click();
    assertThat(found()).hasSize(2);
  }

  @Test
  @SuppressWarnings("unchecked")
  void filters_are_read_from_the_address_and_offered_with_their_counts() {
    publish();
    signIn(Role.VIEWER);
    UI.getCurrent().navigate("marketplace", QueryParameters.of("tag", "chat"));
    assertThat(found()).containsExactly("com.example.greeter");
    ComboBox<String> category = $(ComboBox.class).withLabel("Category").single();
    assertThat(category.getItemLabelGenerator().apply("agents")).isEqualTo("agents (1)");
  }

  @Test
  void kind_order_and_what_runs_here_are_read_from_the_address_too() {
    publish();
    signIn(Role.VIEWER);
    UI.getCurrent().navigate("marketplace", QueryParameters.of("kind", "template"));
    assertThat(found()).isEmpty();
    UI.getCurrent().navigate("marketplace", QueryParameters.of("kind", "plugin"));
    assertThat(found()).hasSize(2);
    UI.getCurrent().navigate("marketplace", QueryParameters.of("sort", "nonsense"));
    assertThat(found()).hasSize(2);
  }
}
