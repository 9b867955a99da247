package io.aiops.studio.ui.value;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.server.streams.DownloadHandler;
import com.vaadin.flow.server.streams.DownloadResponse;
import io.aiops.studio.api.FileRef;
import io.aiops.studio.host.file.FileService;
import io.aiops.studio.host.problem.NotFoundException;
import io.aiops.studio.ui.access.Session;
import io.aiops.studio.ui.form.Bytes;

/** A file to download, by whoever may see it at that moment. */
public final class FileLink extends Anchor {

  private static final long serialVersionUID = 1L;
  private static final int NOT_FOUND = 404;

  public FileLink(FileService files, FileRef file) {
    super(handler(files, file), file.name() + " (" + Bytes.text(file.size()) + ")");
    addClassName("studio-file-link");
  }

  private static DownloadHandler handler(FileService files, FileRef file) {
    return DownloadHandler.fromInputStream(event -> {
      try {
        return new DownloadResponse(
            files.open(Session.caller(event.getRequest()), file.id()),
            file.name(),
            file.mediaType(),
            file.size());
      } catch (NotFoundException gone) {
        return DownloadResponse.error(NOT_FOUND, gone.getMessage());
      }
    });
  }
}
