package io.aiops.studio.plugins.text;

import io.aiops.studio.api.CallContext;
import io.aiops.studio.api.FileRef;
import io.aiops.studio.api.PluginException;
import io.aiops.studio.api.PluginException.Category;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a tool reads: a file of the studio, or a text given directly. */
final class Source {

  private Source() {}

  static InputStream open(Map<String, @Nullable Object> arguments, CallContext context)
      throws IOException {
    Object given = arguments.get("file");
    Optional<FileRef> file = FileRef.from(given);
    if (file.isPresent()) {
      return context.open(file.get());
    }
    if (arguments.get("text") instanceof String text) {
      return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
    throw new PluginException(
        Category.INVALID_INPUT,
        given == null
            ? "'file' and 'text' are missing; expected one of them"
            : "'file' is no file of the studio; expected {\"file\": id, \"name\": …}");
  }

  static int integer(Map<String, @Nullable Object> arguments, String name, int otherwise) {
    return arguments.get(name) instanceof Number number ? number.intValue() : otherwise;
  }
}
