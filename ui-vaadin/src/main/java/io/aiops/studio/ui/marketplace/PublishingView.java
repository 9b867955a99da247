package io.aiops.studio.ui.marketplace;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import io.aiops.studio.host.Studio;
import io.aiops.studio.host.identity.AccessDeniedException;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.identity.Permission;
import io.aiops.studio.marketplace.Marketplace;
import io.aiops.studio.marketplace.publishing.Submission;
import io.aiops.studio.marketplace.publishing.Submission.State;
import io.aiops.studio.ui.Routes;
import io.aiops.studio.ui.access.Requires;
import io.aiops.studio.ui.access.Session;
import io.aiops.studio.ui.layout.EmptyState;
import io.aiops.studio.ui.layout.MainLayout;
import io.aiops.studio.ui.layout.Page;
import io.aiops.studio.ui.notice.Notices;
import io.aiops.studio.ui.text.Moment;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What comes into this studio's own catalog, is decided on, and is taken back. Who is no
 * administrator and submits for a publisher sees what is that publisher's.
 */
@Route(value = Routes.PUBLISHING, layout = MainLayout.class)
@PageTitle("Publishing · AI Ops Studio")
@Requires(Permission.BUILD)
public final class PublishingView extends Page implements BeforeEnterObserver {

  private static final long serialVersionUID = 1L;
  private static final int MOST_REJECTED = 10;

  private final transient Studio studio;
  private final transient Marketplace marketplace;
  private final Section waiting = new Section();
  private final Section published = new Section();
  private final Section rejected = new Section();

  public PublishingView(Studio studio, Marketplace marketplace) {
    super("Publishing");
    this.studio = studio;
    this.marketplace = marketplace;
    addIntroduction(
        "The studio's own catalog. A signed package is checked when it is submitted; it is listed"
            + " when an administrator has published it, and a version is never replaced.");
    Anchor back = new Anchor("/" + Routes.MARKETPLACE, "Back to the marketplace");
    back.setRouterIgnore(false);
    addActions(back);
    for (Section section : List.of(waiting, published, rejected)) {
      section.addClassName("studio-publishing");
    }
    add(new PackageUpload(marketplace.publishing(), this::submitted), waiting, published, rejected);
  }

  @Override
  public void beforeEnter(BeforeEnterEvent event) {
    Caller caller = Session.caller();
    if (!marketplace.contributors().may(caller)) {
      event.rerouteToError(new AccessDeniedException(caller, Permission.ADMINISTER), "");
      return;
    }
    refresh();
    if (caller.mayAdministerStudio()) {
      add(
          new CatalogRules(marketplace.keeping()),
          new ContributorSection(studio, marketplace.contributors()));
    }
  }

  private void submitted(Submission submission) {
    Notices.done(
        "%s %s was checked and waits for a decision."
            .formatted(submission.shown().title(), submission.version()));
    refresh();
  }

  private void refresh() {
    List<Submission> all = marketplace.publishing().list(Session.caller(), null);
    showWaiting(in(State.SUBMITTED, all));
    showPublished(in(State.PUBLISHED, all));
    showRejected(in(State.REJECTED, all));
  }

  private static List<Submission> in(State state, List<Submission> all) {
    return all.stream().filter(one -> one.state() == state).toList();
  }

  private void showWaiting(List<Submission> submissions) {
    waiting.removeAll();
    waiting.setVisible(!submissions.isEmpty());
    waiting.add(new H2("Waiting for a decision"));
    submissions.forEach(
        one -> waiting.add(new SubmissionPanel(marketplace.publishing(), one, this::refresh)));
  }

  private void showPublished(List<Submission> submissions) {
    published.removeAll();
    published.add(new H2("In the catalog"));
    if (submissions.isEmpty()) {
      published.add(
          new EmptyState(
              VaadinIcon.SHOP,
              "Nothing is published yet",
              "Sign a plugin with ./studio plugin sign --check, submit the .studio file above, and"
                  + " publish it when its checks are good."));
      return;
    }
    submissions.stream()
        .collect(Collectors.groupingBy(Submission::listing, TreeMap::new, Collectors.toList()))
        .keySet()
        .forEach(id -> published.add(new PublishedListing(marketplace, id, this::refresh)));
  }

  private void showRejected(List<Submission> submissions) {
    rejected.removeAll();
    rejected.setVisible(!submissions.isEmpty());
    rejected.add(new H2("Rejected"));
    submissions.stream()
        .limit(MOST_REJECTED)
        .forEach(one -> {
          Moment when = new Moment(one.decidedAt() == null ? one.submittedAt() : one.decidedAt());
          when.addClassName("studio-secondary");
          Div row =
              new Div(
                  new Span(
                      one.shown().title()
                          + " "
                          + one.version()
                          + ", by "
                          + one.decidedBy()
                          + ": "
                          + one.reason()),
                  when);
          row.addClassNames("studio-version", "studio-listing-foot");
          rejected.add(row);
        });
  }
}
