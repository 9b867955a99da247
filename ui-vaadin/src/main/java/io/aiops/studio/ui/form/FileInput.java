package io.aiops.studio.ui.form;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.customfield.CustomField;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.upload.Upload;
import com.vaadin.flow.server.streams.UploadEvent;
import io.aiops.studio.api.FileRef;
import io.aiops.studio.host.file.FileService;
import io.aiops.studio.ui.notice.Failures;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A file: uploaded at once, then referred to. */
final class FileInput extends CustomField<Div> implements Input {

  private static final long serialVersionUID = 1L;

  private final transient Uploads uploads;
  private final transient List<Runnable> listeners = new ArrayList<>();
  private final Span chosen = new Span();
  private final Upload upload;
  private final Button button = new Button("Choose a file");
  private transient @Nullable FileRef file;

  FileInput(String label, String description, Uploads uploads) {
    this.uploads = uploads;
    setLabel(label);
    setHelperText(description);
    upload = new Upload(this::take);
    upload.setMaxFiles(1);
    upload.setMaxFileSize((int) FileService.MAX_BYTES);
    button.setAriaLabel(label + ": choose a file");
    upload.setUploadButton(button);
    chosen.addClassName("studio-file");
    add(new Div(upload, chosen));
    upload.addFileRejectedListener(rejected -> problem(rejected.getErrorMessage()));
    upload.addFileRemovedListener(removed -> accept(null));
    show();
  }

  /** Runs on the upload's request, which does not hold the session. */
  private void take(UploadEvent event) {
    try {
      FileRef taken =
          uploads.take(
              event.getRequest(),
              event.getFileName(),
              mediaType(event.getContentType()),
              event.getInputStream());
      event.getUI().access(() -> accept(taken));
    } catch (RuntimeException failure) {
      // Whatever it was: the browser must hear it, or the bar stays at 100 % for ever.
      String sentence = Failures.sentence(failure);
      event.reject(sentence);
      event.getUI().access(() -> problem(sentence));
    }
  }

  private static String mediaType(@Nullable String given) {
    return given == null || given.isBlank() ? "application/octet-stream" : given;
  }

  private void accept(@Nullable FileRef taken) {
    file = taken;
    problem("");
    show();
    listeners.forEach(Runnable::run);
  }

  private void show() {
    FileRef shown = file;
    chosen.setText(shown == null ? "" : shown.name() + ", " + Bytes.text(shown.size()));
    chosen.setVisible(shown != null);
  }

  @Override
  public Component component() {
    return this;
  }

  @Override
  public @Nullable Object get() {
    FileRef present = file;
    return present == null ? null : present.toMap();
  }

  @Override
  public void set(@Nullable Object value) {
    file = FileRef.from(value).orElse(null);
    upload.clearFileList();
    show();
  }

  @Override
  public void listen(Runnable changed) {
    listeners.add(changed);
  }

  @Override
  public void required(boolean required) {
    setRequiredIndicatorVisible(required);
    button.setAriaLabel(getLabel() + ": choose a file" + (required ? " (required)" : ""));
    // A group cannot be required; the button says it.
    getElement().executeJs("this.updateComplete.then(() => this.removeAttribute('aria-required'))");
  }

  @Override
  public void readOnly(boolean readOnly) {
    upload.setVisible(!readOnly);
  }

  @Override
  public String check() {
    return upload.isUploading() ? "Wait until the file has arrived." : "";
  }

  @Override
  public void problem(String sentence) {
    setErrorMessage(sentence);
    setInvalid(!sentence.isEmpty());
  }

  @Override
  protected @Nullable Div generateModelValue() {
    return null;
  }

  @Override
  protected void setPresentationValue(@Nullable Div unused) {
    // The value lives in the reference, not in the field.
  }
}
