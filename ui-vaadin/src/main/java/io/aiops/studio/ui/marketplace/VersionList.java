package io.aiops.studio.ui.marketplace;

import com.vaadin.flow.component.Html;
import com.vaadin.flow.component.badge.Badge;
import com.vaadin.flow.component.badge.BadgeVariant;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import io.aiops.studio.marketplace.listing.Listing;
import io.aiops.studio.marketplace.listing.Readme;
import io.aiops.studio.marketplace.listing.Release;
import io.aiops.studio.ui.text.Moment;
import io.aiops.studio.ui.text.Texts;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The versions, the newest first: when, what is new, and what keeps one from being taken. */
final class VersionList extends Section {

  private static final long serialVersionUID = 1L;
  private static final int AT_ONCE = 5;

  private final Button more = new Button("Show older versions");

  VersionList(Listing listing, @Nullable String installed, InstallActions actions) {
    addClassName("studio-versions");
    add(new H2("Versions"));
    boolean may = InstallActions.may(listing);
    Optional<Release> newest = listing.newest();
    int number = 0;
    for (Release release : listing.releases()) {
      Div item = item(release, installed);
      // The newest is installed from the head of the page.
      boolean other = !newest.equals(Optional.of(release));
      if (may && other && release.offered() && !release.version().equals(installed)) {
        item.add(take(listing, release, actions));
      }
      boolean late = number++ >= AT_ONCE;
      item.setVisible(!late);
      if (late) {
        more.addClickListener(click -> item.setVisible(true));
      }
      add(item);
    }
    more.addClickListener(click -> more.setVisible(false));
    more.setVisible(number > AT_ONCE);
    add(more);
  }

  private static Div item(Release release, @Nullable String installed) {
    Moment when = new Moment(release.publishedAt());
    when.addClassName("studio-secondary");
    Div top = new Div(new H3(release.version()), when);
    top.addClassName("studio-listing-foot");
    if (release.version().equals(installed)) {
      top.add(badge("Installed", BadgeVariant.SUCCESS));
    }
    if (!release.yanked().isEmpty()) {
      top.add(badge("Withdrawn", BadgeVariant.ERROR));
    } else if (!release.compatible()) {
      top.add(badge("Does not run here", BadgeVariant.CONTRAST));
    }
    Div item = new Div(top);
    item.addClassName("studio-version");
    item.getElement().setAttribute("data-version", release.version());
    if (!release.yanked().isEmpty()) {
      item.add(new Paragraph("Withdrawn by its publisher: " + release.yanked()));
    }
    if (!release.compatible()) {
      item.add(
          new Paragraph(
              "It is made for another plugin API than this studio has: "
                  + Texts.versions(release.api())
                  + "."));
    }
    if (release.notes().isBlank()) {
      Span none = new Span("Nothing is said of what changed.");
      none.addClassName("studio-secondary");
      item.add(none);
    } else {
      Div notes = new Div(new Html("<div>" + Readme.html(release.notes()) + "</div>"));
      notes.addClassName("studio-prose");
      item.add(notes);
    }
    return item;
  }

  private static Badge badge(String text, BadgeVariant variant) {
    Badge badge = new Badge(text);
    badge.addThemeVariants(variant);
    return badge;
  }

  private static Button take(Listing listing, Release release, InstallActions actions) {
    Button take =
        new Button("Install this version", click -> actions.install(listing, release.version()));
    take.addThemeVariants(ButtonVariant.SMALL);
    take.setAriaLabel("Install version " + release.version());
    return take;
  }
}
