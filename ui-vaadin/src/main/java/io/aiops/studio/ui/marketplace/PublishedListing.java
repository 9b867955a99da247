package io.aiops.studio.ui.marketplace;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.NativeTableCell;
import com.vaadin.flow.component.html.NativeTableRow;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import io.aiops.studio.marketplace.Marketplace;
import io.aiops.studio.marketplace.catalog.DownloadStore.Count;
import io.aiops.studio.marketplace.listing.Listing;
import io.aiops.studio.marketplace.listing.Release;
import io.aiops.studio.ui.Routes;
import io.aiops.studio.ui.access.Session;
import io.aiops.studio.ui.layout.AskWhy;
import io.aiops.studio.ui.list.Table;
import io.aiops.studio.ui.notice.Notices;
import io.aiops.studio.ui.text.Moment;
import io.aiops.studio.ui.text.Texts;
import java.util.Map;
import java.util.stream.Collectors;

/** A listing of the studio's own catalog: how often it is taken, and what can be taken back. */
final class PublishedListing extends Div {

  private static final long serialVersionUID = 1L;
  private static final int DAYS = 30;

  private final transient Marketplace marketplace;
  private final transient Listing listing;
  private final transient Runnable changed;

  PublishedListing(Marketplace marketplace, String id, Runnable changed) {
    this.marketplace = marketplace;
    this.changed = changed;
    listing = marketplace.browsing().get(Session.caller(), id).listing();
    addClassName("studio-panel");
    getElement().setAttribute("data-published", id);
    Anchor link = new Anchor("/" + Routes.listing(id), listing.title());
    link.setRouterIgnore(false);
    Span downloads = new Span(ListingCard.downloads(listing));
    downloads.addClassName("studio-secondary");
    Div top =
        new Div(
            new H3(link), new Rating(listing), downloads, new Marks(listing, null), deprecation());
    top.addClassName("studio-listing-foot");
    add(top);
    if (!listing.deprecated().isEmpty()) {
      add(new Paragraph("Deprecated: " + listing.deprecated()));
    }
    add(versions());
  }

  private Component versions() {
    Map<String, Long> taken =
        marketplace.browsing().statistics(Session.caller(), listing.id(), DAYS).stream()
            .collect(Collectors.groupingBy(Count::version, Collectors.summingLong(Count::times)));
    Table table =
        new Table(
            "Versions of " + listing.title(),
            "Version",
            "Published",
            "Fetched in " + DAYS + " days",
            "State",
            "Actions");
    for (Release release : listing.releases()) {
      NativeTableRow row = new NativeTableRow();
      row.add(
          new NativeTableCell(release.version()),
          new NativeTableCell(new Moment(release.publishedAt())),
          new NativeTableCell(Texts.count(taken.getOrDefault(release.version(), 0L))),
          new NativeTableCell(
              release.yanked().isEmpty() ? "Offered" : "Withdrawn: " + release.yanked()),
          new NativeTableCell(yank(release)));
      table.row(row);
    }
    return table;
  }

  private Button yank(Release release) {
    String version = release.version();
    if (!release.yanked().isEmpty()) {
      Button again =
          small(
              "Offer again",
              "Offer " + listing.title() + " " + version + " again",
              () -> {
                marketplace.keeping().unyank(Session.caller(), listing.id(), version);
                changed("Version " + version + " is offered again.");
              });
      again.setVisible(decides());
      return again;
    }
    return small(
        "Withdraw …",
        "Withdraw " + listing.title() + " " + version,
        () ->
            new AskWhy(
                    "Withdraw %s %s?".formatted(listing.title(), version),
                    "It is still shown, with your reason, but not given out any more. Where it is installed it stays.",
                    "Withdraw the version",
                    reason -> {
                      marketplace.keeping().yank(Session.caller(), listing.id(), version, reason);
                      changed("Version " + version + " was withdrawn.");
                    })
                .open());
  }

  private static boolean decides() {
    return Session.caller().mayAdministerStudio();
  }

  private Component deprecation() {
    return decides() ? deprecate() : new Span();
  }

  private Button deprecate() {
    if (!listing.deprecated().isEmpty()) {
      return small(
          "Not deprecated any more",
          "Say that " + listing.title() + " is not deprecated",
          () -> {
            marketplace.keeping().undeprecate(Session.caller(), listing.id());
            changed(listing.title() + " is not deprecated any more.");
          });
    }
    return small(
        "Deprecate …",
        "Deprecate " + listing.title(),
        () -> new DeprecateDialog(listing, this::deprecate).open());
  }

  private void deprecate(String reason, String successor) {
    marketplace.keeping().deprecate(Session.caller(), listing.id(), reason, successor);
    changed("Everybody reads that " + listing.title() + " is deprecated.");
  }

  private void changed(String sentence) {
    Notices.done(sentence);
    changed.run();
  }

  private static Button small(String text, String label, Runnable act) {
    Button button = new Button(text, click -> act.run());
    button.addThemeVariants(ButtonVariant.SMALL);
    button.setAriaLabel(label);
    return button;
  }
}
