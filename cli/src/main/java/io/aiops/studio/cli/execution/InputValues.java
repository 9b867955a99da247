package io.aiops.studio.cli.execution;

import io.aiops.studio.cli.console.CommandFailedException;
import io.aiops.studio.cli.execution.InputSchema.Input;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Turns {@code --input name=value} into what the workflow's input schema asks for. {@code
 * name=@path} stands for the file's content, or for the file itself where the workflow takes one;
 * {@code name=@@text} for text that begins with an at sign.
 */
final class InputValues {

  /** A file to be uploaded; what the server gives for it takes its place. */
  record Upload(Path file) {}

  /** The server takes two million bytes for all inputs together; larger texts must be files. */
  private static final long MAX_TEXT = 1_000_000;

  private final InputSchema schema;
  private final Path folder;

  InputValues(InputSchema schema, Path folder) {
    this.schema = schema;
    this.folder = folder;
  }

  /**
   * @return JSON values and {@link Upload}s by name
   */
  Map<String, Object> of(List<String> arguments) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (String argument : arguments) {
      int equals = argument.indexOf('=');
      if (equals < 1) {
        throw CommandFailedException.misuse(
            "--input is '" + argument + "'; expected name=value or name=@file.");
      }
      String name = argument.substring(0, equals);
      Input input = schema.find(name).orElseThrow(() -> unknown(name));
      if (values.putIfAbsent(name, value(name, input, argument.substring(equals + 1))) != null) {
        throw CommandFailedException.misuse("The input '" + name + "' is given twice.");
      }
    }
    return values;
  }

  private CommandFailedException unknown(String name) {
    return CommandFailedException.misuse(
        "The workflow has no input '%s'; %s."
            .formatted(
                name, schema.names().isEmpty() ? "it takes none" : "it takes " + schema.names()));
  }

  private Object value(String name, Input input, String text) {
    boolean path = text.startsWith("@") && !text.startsWith("@@");
    if (input.file()) {
      return path ? new Upload(file(name, text)) : uploaded(name, text);
    }
    String content = path ? read(name, file(name, text)) : text;
    return typed(
        name, input.types(), content.startsWith("@@") && !path ? text.substring(1) : content);
  }

  /** A file that is with the server already. */
  private static Object uploaded(String name, String text) {
    return TypedValue.json(text)
        .filter(value -> value.path("file").isString())
        .<Object>map(value -> value)
        .orElseThrow(() ->
            CommandFailedException.misuse(
                "The input '%s' takes a file: give %s=@PATH, or the JSON of an uploaded one; seen was '%s'."
                    .formatted(name, name, TypedValue.shortened(text))));
  }

  private static Object typed(String name, Set<String> types, String text) {
    Optional<Object> value =
        types.isEmpty()
            ? Optional.of(TypedValue.json(text).<Object>map(json -> json).orElse(text))
            : types.stream()
                .sorted(TypedValue.STRINGS_LAST)
                .flatMap(type -> TypedValue.of(type, text).stream())
                .findFirst();
    return value.orElseThrow(() ->
        CommandFailedException.misuse(
            "The input '%s' is '%s'; expected %s."
                .formatted(name, TypedValue.shortened(text), String.join(" or ", types))));
  }

  private Path file(String name, String text) {
    Path file = folder.resolve(text.substring(1));
    if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
      throw CommandFailedException.misuse(
          "The input '%s' names the file '%s', which is not there or cannot be read."
              .formatted(name, file));
    }
    return file;
  }

  private static String read(String name, Path file) {
    try {
      if (Files.size(file) > MAX_TEXT) {
        throw CommandFailedException.misuse(
            "The input '%s' takes text; %s has %,d bytes, more than the %,d that are sent as text. A workflow takes larger ones as 'format: file'."
                .formatted(name, file, Files.size(file), MAX_TEXT));
      }
      return Files.readString(file);
    } catch (CharacterCodingException e) {
      throw CommandFailedException.misuse(
          "The input '%s' takes text; %s is not UTF-8.".formatted(name, file), e);
    } catch (IOException e) {
      throw CommandFailedException.misuse(
          "The file %s cannot be read: %s.".formatted(file, e.getMessage()), e);
    }
  }
}
