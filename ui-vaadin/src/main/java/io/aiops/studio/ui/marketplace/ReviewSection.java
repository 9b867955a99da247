package io.aiops.studio.ui.marketplace;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import io.aiops.studio.marketplace.Marketplace;
import io.aiops.studio.marketplace.listing.Listing;
import io.aiops.studio.marketplace.review.Reviews.Seen;
import io.aiops.studio.ui.access.Session;
import io.aiops.studio.ui.layout.AskWhy;
import io.aiops.studio.ui.notice.Notices;
import io.aiops.studio.ui.text.Moment;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What people say of it; one's own can be written and changed here. */
final class ReviewSection extends Section {

  private static final long serialVersionUID = 1L;

  private final transient Marketplace marketplace;
  private final String listing;
  private final transient Runnable changed;
  private final Div form = new Div();

  /**
   * @param changed after a review was written, removed or hidden
   */
  ReviewSection(Marketplace marketplace, Listing listing, Runnable changed) {
    this.marketplace = marketplace;
    this.listing = listing.id();
    this.changed = changed;
    addClassName("studio-reviews");
    List<Seen> reviews = marketplace.reviews().list(Session.caller(), listing.id());
    Optional<Seen> mine = reviews.stream().filter(Seen::mine).findFirst();
    add(new H2("Reviews"), new Paragraph(Rating.sentence(listing)));
    if (marketplace.reviews().may(Session.caller(), listing.id())) {
      Button write =
          new Button(
              mine.isPresent() ? "Change my review" : "Write a review", click -> write(mine));
      add(write, form);
    } else {
      Span who = new Span("Whoever has fetched it, or whose workspace has run it, can review it.");
      who.addClassName("studio-secondary");
      add(who);
    }
    reviews.forEach(each -> add(review(each)));
  }

  private void write(Optional<Seen> mine) {
    form.removeAll();
    ReviewForm fields = new ReviewForm(mine, this::save, form::removeAll);
    form.add(fields);
    fields.focus();
  }

  private void save(int stars, String words) {
    marketplace.reviews().write(Session.caller(), listing, stars, words);
    Notices.done("Your review is there for everybody to read.");
    changed.run();
  }

  private Div review(Seen review) {
    Span stars = new Span("★".repeat(review.stars()) + "☆".repeat(5 - review.stars()));
    stars.addClassName("studio-star");
    stars.getElement().setAttribute("role", "img");
    stars.getElement().setAttribute("aria-label", review.stars() + " of 5 stars");
    String author = review.author();
    Span who =
        new Span(
            (review.mine() ? "You" : author == null ? "Somebody of another workspace" : author)
                + " of version "
                + review.version());
    Moment when = new Moment(review.writtenAt());
    when.addClassName("studio-secondary");
    Div top = new Div(stars, who, when);
    top.addClassName("studio-listing-foot");
    Div item = new Div(top);
    item.addClassName("studio-version");
    if (!review.words().isBlank()) {
      Paragraph words = new Paragraph(review.words());
      words.addClassName("studio-as-written");
      item.add(words);
    }
    if (!review.hidden().isEmpty()) {
      item.add(new Paragraph("Hidden by an administrator: " + review.hidden()));
    }
    Div actions = actions(review);
    actions.setVisible(actions.getChildren().findAny().isPresent());
    item.add(actions);
    return item;
  }

  private Div actions(Seen review) {
    Div actions = new Div();
    actions.addClassName("studio-actions");
    if (review.mine()) {
      actions.add(small("Remove my review", this::remove));
    }
    UUID id = review.id();
    if (id != null && !review.mine()) {
      actions.add(
          review.hidden().isEmpty()
              ? small(
                  "Hide",
                  () ->
                      new AskWhy(
                              "Hide this review?",
                              "It counts no more. Who wrote it sees it, and administrators of their workspace and"
                                  + " of the studio.",
                              "Hide the review",
                              reason -> hide(id, reason))
                          .open())
              : small("Show again", () -> hide(id, "")));
    }
    return actions;
  }

  private static Button small(String text, Runnable act) {
    Button button = new Button(text, click -> act.run());
    button.addThemeVariants(ButtonVariant.SMALL, ButtonVariant.TERTIARY);
    return button;
  }

  private void remove() {
    marketplace.reviews().remove(Session.caller(), listing);
    Notices.done("Your review was removed.");
    changed.run();
  }

  private void hide(UUID id, String reason) {
    marketplace.reviews().hide(Session.caller(), listing, id, reason);
    changed.run();
  }
}
