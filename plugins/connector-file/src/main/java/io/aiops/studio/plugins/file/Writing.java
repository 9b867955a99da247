package io.aiops.studio.plugins.file;

import io.aiops.studio.api.CallContext;
import io.aiops.studio.api.FileRef;
import io.aiops.studio.api.PluginException;
import io.aiops.studio.api.PluginException.Category;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The tools {@code write}, {@code export} and {@code delete}. */
final class Writing {

  private Writing() {}

  static Map<String, @Nullable Object> text(
      Map<String, @Nullable Object> arguments, CallContext context)
      throws IOException, InterruptedException {
    byte[] bytes = String.valueOf(arguments.get("text")).getBytes(StandardCharsets.UTF_8);
    RelativePath path = RelativePath.ofFile(String.valueOf(arguments.get("path")));
    return put(arguments, context, path, new ByteArrayInputStream(bytes));
  }

  static Map<String, @Nullable Object> give(
      Map<String, @Nullable Object> arguments, CallContext context)
      throws IOException, InterruptedException {
    FileRef file =
        FileRef.from(arguments.get("file"))
            .orElseThrow(() ->
                new PluginException(
                    Category.INVALID_INPUT,
                    "'file' is no file of the studio; expected {\"file\": id, \"name\": …}."));
    RelativePath path =
        RelativePath.ofFile(
            arguments.get("path") instanceof String given && !given.isEmpty()
                ? given
                : file.name());
    try (InputStream in = context.open(file)) {
      return put(arguments, context, path, in);
    }
  }

  private static Map<String, @Nullable Object> put(
      Map<String, @Nullable Object> arguments,
      CallContext context,
      RelativePath path,
      InputStream content)
      throws IOException, InterruptedException {
    Grants grants = Grants.from(context.settings());
    Path granted = grants.toWrite(arguments, context);
    boolean make = !Boolean.FALSE.equals(arguments.get("createFolders"));
    boolean overwrite = Boolean.TRUE.equals(arguments.get("overwrite"));
    try (Folder folder =
            make ? Folder.openOrMake(granted, path.parent()) : Folder.open(granted, path.parent());
        InputStream bounded = new Bounded(content, path.toString(), grants.largest())) {
      long size = new Target(folder, path).put(bounded, overwrite);
      return result(granted, path, "size", size);
    }
  }

  static Map<String, @Nullable Object> delete(
      Map<String, @Nullable Object> arguments, CallContext context) throws IOException {
    Path granted = Grants.from(context.settings()).toWrite(arguments, context);
    RelativePath path = RelativePath.ofFile(String.valueOf(arguments.get("path")));
    try (Folder folder = Folder.open(granted, path.parent())) {
      if (folder.attributes(path.name()).isEmpty()) {
        return result(granted, path, "deleted", false);
      }
      folder.file(path.name(), path);
      folder.delete(path.name());
      return result(granted, path, "deleted", true);
    } catch (NoSuchFileException e) {
      // Somebody else was faster: it is gone, as asked.
      return result(granted, path, "deleted", false);
    }
  }

  private static Map<String, @Nullable Object> result(
      Path granted, RelativePath path, String name, Object value) {
    Map<String, @Nullable Object> result = new LinkedHashMap<>();
    result.put("folder", Grants.name(granted));
    result.put("path", path.toString());
    result.put(name, value);
    return result;
  }
}
