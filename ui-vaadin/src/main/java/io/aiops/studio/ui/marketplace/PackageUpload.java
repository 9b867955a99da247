package io.aiops.studio.ui.marketplace;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.server.streams.UploadEvent;
import io.aiops.studio.host.trust.StudioPackage;
import io.aiops.studio.marketplace.listing.Kind;
import io.aiops.studio.marketplace.publishing.Publishing;
import io.aiops.studio.marketplace.publishing.Submission;
import io.aiops.studio.ui.access.Session;
import io.aiops.studio.ui.form.FileDrop;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.function.Consumer;

/** Takes a signed package for the catalog, and says all that is wrong with it. */
final class PackageUpload extends Div {

  private static final long serialVersionUID = 1L;

  private final transient Publishing publishing;
  private final transient Consumer<Submission> submitted;
  private final FileDrop drop;

  PackageUpload(Publishing publishing, Consumer<Submission> submitted) {
    this.publishing = publishing;
    this.submitted = submitted;
    drop =
        new FileDrop(
            "Submit a package",
            "submitted",
            StudioPackage.LARGEST,
            List.of(Kind.PLUGIN.ending(), Kind.TEMPLATE.ending()),
            this::take);
    add(drop);
  }

  private void take(UploadEvent event) throws IOException {
    try (InputStream in = event.getInputStream()) {
      Submission submission =
          publishing.submit(Session.caller(event.getRequest()), event.getFileName(), in);
      event.getUI().access(() -> show(submission));
    }
  }

  private void show(Submission submission) {
    drop.clear();
    submitted.accept(submission);
  }
}
