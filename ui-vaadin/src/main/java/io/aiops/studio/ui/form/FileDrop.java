package io.aiops.studio.ui.form;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.upload.Upload;
import com.vaadin.flow.server.streams.UploadEvent;
import io.aiops.studio.ui.notice.Failures;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** Takes files by a button, or dropped, shows how far each is, and says why one was refused. */
public final class FileDrop extends Div {

  private static final long serialVersionUID = 1L;

  /** What is done with a file that comes; on the upload's request, which does not hold the page. */
  @FunctionalInterface
  public interface Taker {
    /** Whatever it throws is told to the browser and to the person. */
    void take(UploadEvent event) throws IOException;
  }

  private final String act;
  private final transient Taker taker;
  private final Upload upload;
  private final Paragraph refusal = new Paragraph();

  /**
   * @param button what it says: a verb and its object
   * @param act what a file that is refused was not, such as {@code installed}
   * @param largest in bytes
   */
  public FileDrop(String button, String act, int largest, List<String> endings, Taker taker) {
    this.act = act;
    this.taker = taker;
    upload = new Upload(this::take);
    upload.addClassName("studio-file-drop");
    upload.setAcceptedFileExtensions(endings.toArray(String[]::new));
    upload.setMaxFileSize(largest);
    upload.setUploadButton(new Button(button, VaadinIcon.UPLOAD.create()));
    upload.setDropLabel(new Span("or drop its " + String.join(" or ", endings) + " here"));
    upload.addFileRejectedListener(rejected -> refuse(rejected.getErrorMessage()));
    refusal.addClassName("studio-failure");
    refusal.getElement().setAttribute("role", "alert");
    refusal.setVisible(false);
    add(upload, refusal);
  }

  private void take(UploadEvent event) {
    try {
      taker.take(event);
    } catch (IOException | RuntimeException failure) {
      // Whatever it was: the browser must hear it, or the bar stays at 100 % for ever.
      String sentence =
          sentence(
              event.getFileName(),
              failure instanceof RuntimeException own
                  ? own
                  : new UncheckedIOException("The upload broke off", (IOException) failure));
      event.reject(sentence);
      event.getUI().access(() -> refuse(sentence));
    }
  }

  /** What came has been seen to. */
  public void clear() {
    upload.clearFileList();
    refusal.setVisible(false);
  }

  /** Says that what came, and was kept for an answer of the person, cannot be taken after all. */
  public void refuse(String fileName, RuntimeException failure) {
    refuse(sentence(fileName, failure));
  }

  private void refuse(String sentence) {
    upload.clearFileList();
    refusal.setText(sentence);
    refusal.setVisible(true);
  }

  private String sentence(String fileName, RuntimeException failure) {
    return fileName + " was not " + act + ". " + Failures.sentence(failure);
  }
}
