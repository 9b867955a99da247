package io.aiops.studio.cli.workflow;

import io.aiops.studio.cli.console.CommandFailedException;
import io.aiops.studio.cli.console.Wording;
import io.aiops.studio.cli.server.Api;
import io.aiops.studio.cli.server.Resource;
import java.io.IOException;
import java.io.InputStream;
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

  /** Bytes; the server reads no more either, and a file can be a device without an end. */
  private static final int LONGEST = 2 * 1024 * 1024;

  /** Characters; in a longer text the server looks for no workflow. */
  private static final int MOST_CHARACTERS = 1024 * 1024;

  static WorkflowFile read(Path folder, Path path) {
    Path file = folder.resolve(path);
    try (InputStream in = Files.newInputStream(file)) {
      byte[] text = in.readNBytes(LONGEST + 1);
      if (text.length > LONGEST) {
        long size = Math.max(Files.size(file), text.length);
        throw tooLong(path, size, LONGEST, "bytes");
      }
      int characters = new String(text, StandardCharsets.UTF_8).length();
      if (characters > MOST_CHARACTERS) {
        throw tooLong(path, characters, MOST_CHARACTERS, "characters");
      }
      return new WorkflowFile(path, text);
    } catch (NoSuchFileException e) {
      throw CommandFailedException.misuse("There is no file " + path + ".", e);
    } catch (IOException e) {
      throw CommandFailedException.misuse(
          "The file %s cannot be read: %s.".formatted(path, e.getMessage()), e);
    }
  }

  private static CommandFailedException tooLong(Path path, long size, int bound, String of) {
    return CommandFailedException.misuse(
        "The file %s has %s %s; a workflow has at most %s."
            .formatted(path, Wording.count(size), of, Wording.count(bound)));
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
