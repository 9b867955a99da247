package io.aiops.studio.cli.workflow;

import io.aiops.studio.cli.console.CommandFailedException;
import io.aiops.studio.cli.server.Api;
import io.aiops.studio.cli.server.Resource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * A workflow's text in a file, sent byte for byte. JSON goes as YAML too, which it is.
 *
 * @param path as the person wrote it
 * @param text its bytes
 */
record WorkflowFile(Path path, byte[] text) {

  private static final String YAML = "application/yaml";
  private static final YAMLMapper MAPPER = YAMLMapper.builder().build();

  static WorkflowFile read(Path folder, Path path) {
    try {
      return new WorkflowFile(path, Files.readAllBytes(folder.resolve(path)));
    } catch (NoSuchFileException e) {
      throw CommandFailedException.misuse("There is no file " + path + ".", e);
    } catch (IOException e) {
      throw CommandFailedException.misuse(
          "The file %s cannot be read: %s.".formatted(path, e.getMessage()), e);
    }
  }

  JsonNode send(Api api, Resource to) {
    return api.post(to, YAML, text);
  }

  /** The workflow's name; empty if the text is too broken to tell. */
  Optional<String> name() {
    try {
      JsonNode name = MAPPER.readTree(text).path("name");
      return name.isString() ? Optional.of(name.asString()) : Optional.empty();
    } catch (JacksonException e) {
      // The server says what is wrong with it, with all other problems.
      return Optional.empty();
    }
  }

  boolean sameAs(String other) {
    return new String(text, StandardCharsets.UTF_8).equals(other);
  }
}
