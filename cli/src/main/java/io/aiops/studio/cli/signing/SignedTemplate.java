package io.aiops.studio.cli.signing;

import io.aiops.studio.cli.console.CommandFailedException;
import io.aiops.studio.cli.server.Json;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * A template with a statement over all that is in it.
 *
 * @param bytes the file
 */
public record SignedTemplate(String id, String version, byte[] bytes) {

  private static final String ABOUT = "template.json";
  private static final String STATEMENT = "statement.dsse.json";

  /** A statement that it has already gives way. */
  public static SignedTemplate of(byte[] template, SigningKey key, Instant at) throws IOException {
    SortedMap<String, byte[]> files = new TreeMap<>();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(template))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        files.put(entry.getName(), zip.readAllBytes());
      }
    }
    files.remove(STATEMENT);
    JsonNode about = about(files);
    SortedMap<String, String> headers = new TreeMap<>();
    headers.put("Template-Id", Json.text(about, "id"));
    headers.put("Template-Title", Json.text(about, "title"));
    headers.put("Template-Version", Json.text(about, "version"));
    return new SignedTemplate(
        Json.text(about, "id"),
        Json.text(about, "version"),
        StudioPackage.sign(files, headers, key, at));
  }

  private static JsonNode about(SortedMap<String, byte[]> files) {
    byte[] json = files.get(ABOUT);
    if (json != null) {
      try {
        return Json.mapper().readTree(json);
      } catch (JacksonException e) {
        throw CommandFailedException.misuse("That is no template: its " + ABOUT + " is none.", e);
      }
    }
    throw CommandFailedException.misuse("That is no template: it has no " + ABOUT + ".");
  }
}
