package io.aiops.studio.cli.execution;

import io.aiops.studio.cli.console.CommandFailedException;
import io.aiops.studio.cli.server.Api;
import io.aiops.studio.cli.server.Json;
import io.aiops.studio.cli.server.Resource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/**
 * Fetches the files that an execution's output refers to. What lies in the folder stays as it is.
 */
final class OutputFiles {

  private static final int MAX_FILES = 1_000;
  private static final int MAX_SAME_NAME = 1_000;

  private final Api api;
  private final Path folder;

  OutputFiles(Api api, Path folder) {
    this.api = api;
    this.folder = folder;
  }

  /**
   * @return where each file was put, by its id, in the order of the output
   */
  Map<String, Path> fetch(JsonNode output) {
    List<JsonNode> references = new ArrayList<>();
    collect(output, references);
    Map<String, Path> fetched = new LinkedHashMap<>();
    for (JsonNode reference : references) {
      String id = Json.text(reference, "file");
      if (!fetched.containsKey(id)) {
        fetched.put(id, fetch(id, Json.text(reference, "name"), reference.path("size").asLong()));
      }
    }
    return fetched;
  }

  private static void collect(JsonNode value, List<JsonNode> references) {
    boolean reference =
        value.path("file").isString()
            && value.path("name").isString()
            && value.path("mediaType").isString()
            && value.path("size").isNumber();
    if (reference && references.size() < MAX_FILES) {
      references.add(value);
    } else {
      value.forEach(child -> collect(child, references));
    }
  }

  private Path fetch(String id, String name, long size) {
    try {
      Files.createDirectories(folder);
      Path part = folder.resolve(".fetching-" + UUID.randomUUID() + ".part");
      try {
        long written;
        try (InputStream content = api.download(Resource.of("files", id))) {
          written = Files.copy(content, part);
        }
        if (written != size) {
          throw new CommandFailedException(
              "The file '%s' has %d bytes, but %d came; the output still refers to it as %s."
                  .formatted(name, size, written, id));
        }
        return place(part, harmless(name));
      } finally {
        Files.deleteIfExists(part);
      }
    } catch (IOException e) {
      throw new CommandFailedException(
          "The file '%s' (%s) could not be put into %s: %s."
              .formatted(name, id, folder.toAbsolutePath(), e.getMessage()),
          e);
    }
  }

  /** A name that is taken gets a number: report-2.md. */
  private Path place(Path part, String name) throws IOException {
    int dot = name.lastIndexOf('.');
    String stem = dot > 0 ? name.substring(0, dot) : name;
    String ending = dot > 0 ? name.substring(dot) : "";
    for (int i = 1; i <= MAX_SAME_NAME; i++) {
      Path target = folder.resolve(i == 1 ? name : stem + "-" + i + ending);
      try {
        Files.createFile(target);
        Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
        return target;
      } catch (FileAlreadyExistsException e) {
        // Try the next number.
        continue;
      }
    }
    throw new FileAlreadyExistsException(folder.resolve(name).toString());
  }

  private static String harmless(String name) {
    String harmless = name.replaceAll("[/\\\\\\p{Cntrl}]", "_");
    return harmless.isBlank() || harmless.equals(".") || harmless.equals("..") ? "file" : harmless;
  }
}
