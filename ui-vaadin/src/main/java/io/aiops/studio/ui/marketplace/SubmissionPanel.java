package io.aiops.studio.ui.marketplace;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.H4;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import io.aiops.studio.marketplace.listing.Kind;
import io.aiops.studio.marketplace.publishing.Compatibility;
import io.aiops.studio.marketplace.publishing.Publishing;
import io.aiops.studio.marketplace.publishing.Shown;
import io.aiops.studio.marketplace.publishing.Submission;
import io.aiops.studio.ui.access.Session;
import io.aiops.studio.ui.evidence.KitReport;
import io.aiops.studio.ui.form.Bytes;
import io.aiops.studio.ui.layout.AskWhy;
import io.aiops.studio.ui.notice.Notices;
import io.aiops.studio.ui.text.Facts;
import io.aiops.studio.ui.text.Moment;
import io.aiops.studio.ui.text.Texts;

/** A version that waits for a decision: what was found in it, what is said of it, yes or no. */
final class SubmissionPanel extends Div {

  private static final long serialVersionUID = 1L;

  private final transient Publishing publishing;
  private final transient Submission submission;
  private final transient Runnable changed;
  private final AboutFields about;

  /**
   * @param changed after it was decided
   */
  SubmissionPanel(Publishing publishing, Submission submission, Runnable changed) {
    this.publishing = publishing;
    this.submission = submission;
    this.changed = changed;
    Shown shown = submission.shown();
    addClassNames("studio-panel", "studio-submission");
    getElement().setAttribute("data-submission", submission.listing() + " " + submission.version());
    H3 title = new H3(shown.title() + " " + submission.version());
    Moment when = new Moment(submission.submittedAt());
    when.addClassName("studio-secondary");
    Span by = new Span("submitted by " + submission.submittedBy());
    by.addClassName("studio-secondary");
    Div top = new Div(title, by, when);
    top.addClassName("studio-listing-foot");
    about = new AboutFields(submission.about());
    add(
        top,
        new Paragraph(shown.summary()),
        facts(shown),
        new H4("What it wants"),
        new WantedPermissions(shown.declares()));
    add(new Paragraph(Findings.sentence(shown)));
    if (!shown.findings().isEmpty()) {
      UnorderedList list = new UnorderedList();
      shown.findings().forEach(each -> list.add(new ListItem(each)));
      add(
          new Details(
              Texts.count(shown.findings().size(), "finding", "findings") + " in its code", list));
    }
    if (shown.kind() == Kind.PLUGIN) {
      add(new KitReport(shown.compatibility()));
    }
    add(about, actions(shown));
  }

  private Facts facts(Shown shown) {
    Facts facts = new Facts();
    facts.fact("Publisher", shown.publisherName() + ", its signature is good");
    facts.fact("Licence", shown.licence().isEmpty() ? "Not said" : shown.licence());
    facts.fact("Plugin API", shown.api().isEmpty() ? "Needs none" : Texts.versions(shown.api()));
    facts.fact("Size", Bytes.text(shown.size()));
    facts.fact("Name", submission.listing());
    return facts;
  }

  private Div actions(Shown shown) {
    Button publish =
        new Button(
            passed(shown) ? "Publish" : "Publish …",
            click -> {
              if (passed(shown)) {
                publish("");
              } else {
                new AskWhy(
                        "Publish %s %s all the same?"
                            .formatted(shown.title(), submission.version()),
                        "The compatibility kit has not passed it. What you say is kept with it.",
                        "Publish the version",
                        this::publish)
                    .open();
              }
            });
    publish.addThemeVariants(ButtonVariant.PRIMARY);
    publish.setAriaLabel("Publish " + shown.title() + " " + submission.version());
    Button save =
        new Button(
            "Keep for later",
            click -> {
              publishing.describe(Session.caller(), submission.id(), about.value());
              Notices.done("What is said of it was kept.");
            });
    Button reject =
        new Button(
            "Reject …",
            click ->
                new AskWhy(
                        "Reject %s %s?".formatted(shown.title(), submission.version()),
                        "It is not listed. The version may be submitted again when it is better.",
                        "Reject the version",
                        this::reject)
                    .open());
    reject.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.ERROR);
    reject.setAriaLabel("Reject " + shown.title() + " " + submission.version());
    boolean decides = Session.caller().mayAdministerStudio();
    publish.setVisible(decides);
    reject.setVisible(decides);
    Div actions = new Div(publish, save, reject);
    actions.addClassName("studio-actions");
    return actions;
  }

  private static boolean passed(Shown shown) {
    Compatibility found = shown.compatibility();
    return shown.kind() != Kind.PLUGIN || found != null && found.passed();
  }

  private void publish(String accepted) {
    publishing.describe(Session.caller(), submission.id(), about.value());
    publishing.publish(Session.caller(), submission.id(), accepted);
    Notices.done(submission.shown().title() + " " + submission.version() + " is in the catalog.");
    changed.run();
  }

  private void reject(String reason) {
    publishing.reject(Session.caller(), submission.id(), reason);
    Notices.done(submission.shown().title() + " " + submission.version() + " was rejected.");
    changed.run();
  }
}
