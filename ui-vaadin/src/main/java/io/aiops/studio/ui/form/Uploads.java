package io.aiops.studio.ui.form;

import com.vaadin.flow.server.VaadinRequest;
import io.aiops.studio.api.FileRef;
import io.aiops.studio.host.file.FileService;
import io.aiops.studio.ui.access.Session;
import java.io.InputStream;

/** Takes an uploaded file. Called on the request's thread, without the Vaadin session. */
@FunctionalInterface
public interface Uploads {

  FileRef take(VaadinRequest request, String name, String mediaType, InputStream content);

  /** Into the workspace of whoever uploads. */
  static Uploads into(FileService files) {
    return (request, name, mediaType, content) ->
        files.save(Session.caller(request), name, mediaType, content);
  }
}
