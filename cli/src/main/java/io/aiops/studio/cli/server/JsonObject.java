package io.aiops.studio.cli.server;

import io.aiops.studio.cli.console.CommandFailedException;
import io.aiops.studio.cli.console.Wording;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;

/**
 * A JSON object that a person wrote, in a file or as an argument; the server judges what it says.
 */
public final class JsonObject {

  // A field that is there twice would be sent once, and nobody told which one counts.
  private static final ObjectReader STRICT =
      Json.mapper()
          .readerFor(JsonNode.class)
          .with(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .with(
              DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
              DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  /** Bytes; the server takes no more either, and a file can be a device without an end. */
  private static final int LONGEST = 2 * 1024 * 1024;

  private JsonObject() {}

  /**
   * @throws CommandFailedException if there is no such file, or no JSON object in it
   */
  public static JsonNode in(Path folder, Path file) {
    try (InputStream in = Files.newInputStream(folder.resolve(file))) {
      byte[] text = in.readNBytes(LONGEST + 1);
      if (text.length > LONGEST) {
        throw CommandFailedException.misuse(
            "The file %s has more than %s; expected no more."
                .formatted(file, Wording.bytes(LONGEST)));
      }
      return read("The file " + file, text);
    } catch (NoSuchFileException e) {
      throw CommandFailedException.misuse("There is no file " + file + ".", e);
    } catch (IOException e) {
      throw CommandFailedException.misuse(
          "The file %s cannot be read: %s.".formatted(file, e.getMessage()), e);
    }
  }

  /**
   * @param option what the text was given with
   * @throws CommandFailedException if it is no JSON object
   */
  public static JsonNode of(String option, String text) {
    return read(option, text.getBytes(StandardCharsets.UTF_8));
  }

  private static JsonNode read(String what, byte[] text) {
    JsonNode value;
    try {
      value = STRICT.readValue(text);
    } catch (JacksonException e) {
      throw CommandFailedException.misuse(
          "%s holds no JSON object%s: %s.".formatted(what, where(e), firstLine(e)), e);
    }
    if (!value.isObject()) {
      throw CommandFailedException.misuse(
          "%s holds %s; expected a JSON object such as {\"name\": \"value\"}."
              .formatted(what, value.isArray() ? "a list" : "the value " + value));
    }
    return value;
  }

  private static String where(JacksonException e) {
    return e.getLocation() == null
        ? ""
        : " at line %d, column %d"
            .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr());
  }

  /** What follows the first line are class names. */
  private static String firstLine(JacksonException e) {
    return e.getOriginalMessage().lines().findFirst().orElse("").replaceAll("\\.$", "");
  }
}
