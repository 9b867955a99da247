package io.aiops.studio.ui.marketplace;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Code;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import io.aiops.studio.host.Studio;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.trust.Publisher;
import io.aiops.studio.marketplace.catalog.Offer;
import io.aiops.studio.marketplace.catalog.Sources;
import io.aiops.studio.marketplace.listing.Kind;
import io.aiops.studio.marketplace.listing.Listing;
import io.aiops.studio.marketplace.listing.Release;
import io.aiops.studio.ui.Routes;
import io.aiops.studio.ui.form.Bytes;
import io.aiops.studio.ui.text.Facts;
import io.aiops.studio.ui.text.Moment;
import io.aiops.studio.ui.text.Texts;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What has to be known before it is let in: what it wants, who vouches for it, what it is. */
final class ListingFacts extends Div {

  private static final long serialVersionUID = 1L;

  ListingFacts(Studio studio, Caller caller, Offer offer, @Nullable String installed) {
    addClassName("studio-panel");
    Listing listing = offer.listing();
    // Without one that may be fetched, what the last one was.
    Release release = listing.newest().orElse(listing.releases().getFirst());
    add(new H2("What it wants"), wants(listing, release));
    add(new H2("Who vouches for it"), voucher(studio, caller, listing));
    add(new H2("About version " + release.version()), facts(offer, release));
    if (installed != null) {
      Anchor here = new Anchor("/" + Routes.plugin(listing.id()), "See how it does here");
      here.setRouterIgnore(false);
      add(here);
    }
  }

  private static Component wants(Listing listing, Release release) {
    return listing.kind() == Kind.TEMPLATE
        ? new Paragraph(
            "A template has no code of its own. Which plugins, connections and models its workflow"
                + " needs is shown before anything is installed.")
        : new WantedPermissions(release.declares());
  }

  private static Component voucher(Studio studio, Caller caller, Listing listing) {
    Optional<Publisher> publisher = Publisher.owner(studio.publishers().list(caller), listing.id());
    boolean known =
        publisher.filter(one -> one.namespace().equals(listing.publisher())).isPresent();
    Paragraph said =
        new Paragraph(
            known
                ? "%s, whose keys this studio knows. The signature is checked when it is fetched; without a good one nothing is installed."
                    .formatted(publisher.orElseThrow().name())
                : "%s, whom this studio does not know yet. An administrator enters the publisher's key first; until then it is not installed."
                    .formatted(listing.publisherName()));
    said.getElement().setAttribute("data-known", known);
    return said;
  }

  private static Facts facts(Offer offer, Release release) {
    Listing listing = offer.listing();
    Facts facts = new Facts();
    facts.fact("Published", new Moment(release.publishedAt()));
    facts.fact("Size", Bytes.text(release.size()));
    facts.fact("Licence", listing.licence().isEmpty() ? "Not said" : listing.licence());
    if (listing.kind() == Kind.PLUGIN) {
      facts.fact("Plugin API", api(release));
    }
    facts.fact(
        "Catalog", offer.catalog().equals(Sources.OWN) ? "This studio's own" : offer.catalog());
    facts.fact("Name", code(listing.id()));
    facts.fact("Checksum (SHA-256)", code(release.file()));
    links(facts, "Categories", "category", listing.categories());
    links(facts, "Tags", "tag", listing.tags());
    return facts;
  }

  private static String api(Release release) {
    return release.api().isEmpty()
        ? "Needs none"
        : Texts.versions(release.api())
            + (release.compatible() ? ", runs here" : ", does not run here");
  }

  private static Code code(String text) {
    Code code = new Code(text);
    code.addClassName("studio-hash");
    return code;
  }

  private static void links(Facts facts, String name, String parameter, List<String> words) {
    if (words.isEmpty()) {
      return;
    }
    Span links = new Span();
    links.addClassName("studio-marks");
    words.forEach(word -> {
      Anchor link = new Anchor("/" + Routes.MARKETPLACE + "?" + parameter + "=" + word, word);
      link.setRouterIgnore(false);
      links.add(link);
    });
    facts.fact(name, links);
  }
}
