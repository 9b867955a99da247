package io.aiops.studio.host.trust;

import io.aiops.studio.host.json.Json;
import io.aiops.studio.host.problem.InvalidException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * What a publisher signs of one version of a plugin. It names every file of the package, and
 * repeats of the jar's manifest what listings show, so that both can be held against the bytes.
 *
 * @param files SHA-256 of each file beside the statement
 * @param headers what {@link JarFacts#headers} has of the jar
 * @param signedAt when, as the publisher says
 */
record Statement(
    SortedMap<String, String> files, SortedMap<String, String> headers, Instant signedAt) {

  static final String TYPE = "application/vnd.aiops.studio.statement+json";

  /** Another form of statement has another number. */
  private static final int FORMAT = 1;

  Statement {
    files = new TreeMap<>(files);
    headers = new TreeMap<>(headers);
  }

  /**
   * @throws InvalidException naming {@code file} if it is not written as {@link #write} does: so
   *     everybody who reads it, by whatever means, reads the same
   */
  static Statement read(String file, byte[] payload) {
    try {
      Map<?, ?> fields =
          Json.parse(payload, Object.class) instanceof Map<?, ?> map ? map : Map.of();
      Statement statement =
          new Statement(
              texts(fields.get("files")),
              texts(fields.get("headers")),
              Instant.parse(String.valueOf(fields.get("signedAt"))));
      if (Arrays.equals(statement.write(), payload)) {
        return statement;
      }
    } catch (JacksonException | DateTimeException e) {
      throw refused(file, e);
    }
    throw refused(file, null);
  }

  private static SortedMap<String, String> texts(@Nullable Object given) {
    SortedMap<String, String> texts = new TreeMap<>();
    if (given instanceof Map<?, ?> map) {
      map.forEach((name, text) -> texts.put(String.valueOf(name), String.valueOf(text)));
    }
    return texts;
  }

  private static InvalidException refused(String file, @Nullable Exception cause) {
    InvalidException refused =
        new InvalidException(
            file,
            "holds no statement of format 1: files, format, headers and signedAt, compact, with"
                + " sorted keys.");
    if (cause != null) {
      refused.initCause(cause);
    }
    return refused;
  }

  byte[] write() {
    return Json.canonical(
        Map.of(
            "format", FORMAT, "files", files, "headers", headers, "signedAt", signedAt.toString()));
  }
}
