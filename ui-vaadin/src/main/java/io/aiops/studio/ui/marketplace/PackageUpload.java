package io.aiops.studio.ui.marketplace;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.upload.Upload;
import com.vaadin.flow.server.streams.UploadEvent;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.trust.StudioPackage;
import io.aiops.studio.marketplace.listing.Kind;
import io.aiops.studio.marketplace.publishing.Publishing;
import io.aiops.studio.marketplace.publishing.Submission;
import io.aiops.studio.ui.access.Session;
import io.aiops.studio.ui.notice.Failures;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.function.Consumer;

/** Takes a signed package for the catalog, shows how far it is, and says all that is wrong. */
final class PackageUpload extends Div {

  private static final long serialVersionUID = 1L;

  private final transient Publishing publishing;
  private final transient Consumer<Submission> submitted;
  private final Upload upload;
  private final Paragraph refusal = new Paragraph();

  PackageUpload(Publishing publishing, Consumer<Submission> submitted) {
    this.publishing = publishing;
    this.submitted = submitted;
    upload = new Upload(this::take);
    upload.addClassName("studio-plugin-upload");
    upload.setAcceptedFileExtensions(Kind.PLUGIN.ending(), Kind.TEMPLATE.ending());
    upload.setMaxFileSize(StudioPackage.LARGEST);
    upload.setUploadButton(new Button("Submit a package", VaadinIcon.UPLOAD.create()));
    upload.setDropLabel(new Span("or drop its .studio or .studio-template here"));
    upload.addFileRejectedListener(rejected -> refuse(rejected.getErrorMessage()));
    refusal.addClassName("studio-failure");
    refusal.getElement().setAttribute("role", "alert");
    refusal.setVisible(false);
    add(upload, refusal);
  }

  /** Runs on the upload's request, which does not hold the page. */
  private void take(UploadEvent event) {
    Caller caller = Session.caller(event.getRequest());
    try (InputStream in = event.getInputStream()) {
      Submission submission = publishing.submit(caller, event.getFileName(), in);
      event.getUI().access(() -> show(submission));
    } catch (IOException | RuntimeException failure) {
      // Whatever it was: the browser must hear it, or the bar stays at 100 % for ever.
      String sentence =
          event.getFileName()
              + " was not submitted. "
              + Failures.sentence(
                  failure instanceof IOException broken
                      ? new UncheckedIOException("The upload broke off", broken)
                      : failure);
      event.reject(sentence);
      event.getUI().access(() -> refuse(sentence));
    }
  }

  private void show(Submission submission) {
    upload.clearFileList();
    refusal.setVisible(false);
    submitted.accept(submission);
  }

  private void refuse(String sentence) {
    refusal.setText(sentence);
    refusal.setVisible(true);
    upload.clearFileList();
  }
}
