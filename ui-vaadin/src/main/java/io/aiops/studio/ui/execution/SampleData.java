package io.aiops.studio.ui.execution;

import io.aiops.studio.host.file.FileService;
import io.aiops.studio.marketplace.SampleFile;
import io.aiops.studio.marketplace.Template;
import io.aiops.studio.ui.access.Session;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A template's sample files as inputs of a run. */
final class SampleData {

  private SampleData() {}

  /** Keeps the template's files in the workspace; gives the inputs with them in place. */
  static Map<String, @Nullable Object> kept(
      FileService files, Template template, Map<String, @Nullable Object> inputs) {
    Map<String, @Nullable Object> with = new LinkedHashMap<>(inputs);
    for (SampleFile file : template.files()) {
      try (InputStream content = file.open()) {
        with.put(
            file.input(),
            files.save(Session.caller(), file.name(), file.mediaType(), content).toMap());
      } catch (IOException e) {
        throw new UncheckedIOException("The sample " + file.name() + " cannot be read", e);
      }
    }
    return with;
  }
}
