package io.aiops.studio.ui.template;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.upload.Upload;
import com.vaadin.flow.server.streams.UploadEvent;
import io.aiops.studio.marketplace.template.TemplateFile;
import io.aiops.studio.ui.notice.Failures;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Consumer;

/** Takes a template's file to look at; nothing is installed by it. */
final class TemplateUpload extends Div {

  private static final long serialVersionUID = 1L;

  private final transient Consumer<TemplateFile> opened;
  private final Upload upload;
  private final Paragraph refusal = new Paragraph();

  TemplateUpload(Consumer<TemplateFile> opened) {
    this.opened = opened;
    upload = new Upload(this::take);
    upload.addClassName("studio-plugin-upload");
    upload.setAcceptedFileExtensions(TemplateFile.ENDING);
    upload.setMaxFileSize(TemplateFile.LARGEST);
    upload.setUploadButton(new Button("Open a template", VaadinIcon.UPLOAD.create()));
    upload.setDropLabel(new Span("or drop its " + TemplateFile.ENDING + " here"));
    upload.addFileRejectedListener(rejected -> refuse(rejected.getErrorMessage()));
    refusal.addClassName("studio-failure");
    refusal.getElement().setAttribute("role", "alert");
    refusal.setVisible(false);
    add(upload, refusal);
  }

  /** Runs on the upload's request, which does not hold the page. */
  private void take(UploadEvent event) {
    try {
      byte[] bytes = event.getInputStream().readNBytes(TemplateFile.LARGEST + 1);
      TemplateFile file = TemplateFile.read(event.getFileName(), bytes);
      event.getUI().access(() -> open(file));
    } catch (IOException | RuntimeException failure) {
      // Whatever it was: the browser must hear it, or the bar stays at 100 % for ever.
      String sentence =
          event.getFileName()
              + " was not opened. "
              + Failures.sentence(
                  failure instanceof IOException broken
                      ? new UncheckedIOException("The upload broke off", broken)
                      : failure);
      event.reject(sentence);
      event.getUI().access(() -> refuse(sentence));
    }
  }

  void open(TemplateFile file) {
    upload.clearFileList();
    refusal.setVisible(false);
    opened.accept(file);
  }

  private void refuse(String sentence) {
    refusal.setText(sentence);
    refusal.setVisible(true);
    upload.clearFileList();
  }
}
