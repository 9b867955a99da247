package io.aiops.studio.ui.template;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.server.streams.UploadEvent;
import io.aiops.studio.marketplace.template.TemplateFile;
import io.aiops.studio.ui.form.FileDrop;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.function.Consumer;

/** Takes a template's file to look at; nothing is installed by it. */
final class TemplateUpload extends Div {

  private static final long serialVersionUID = 1L;

  private final transient Consumer<TemplateFile> opened;
  private final FileDrop drop;

  TemplateUpload(Consumer<TemplateFile> opened) {
    this.opened = opened;
    drop =
        new FileDrop(
            "Open a template",
            "opened",
            TemplateFile.LARGEST,
            List.of(TemplateFile.ENDING),
            this::take);
    add(drop);
  }

  private void take(UploadEvent event) throws IOException {
    try (InputStream in = event.getInputStream()) {
      TemplateFile file =
          TemplateFile.read(event.getFileName(), in.readNBytes(TemplateFile.LARGEST + 1));
      event.getUI().access(() -> open(file));
    }
  }

  void open(TemplateFile file) {
    drop.clear();
    opened.accept(file);
  }
}
