package io.aiops.studio.cli.signing;

import io.aiops.studio.cli.server.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A {@code .studio} package as it is put together: the jar, what goes with it, and a statement over
 * all of it in a DSSE envelope. The same files, key and time give the same bytes.
 */
public final class StudioPackage {

  public static final String JAR = "plugin.jar";

  /** What the compatibility kit found. */
  public static final String COMPATIBILITY = "compatibility.json";

  static final String STATEMENT = "statement.dsse.json";

  private static final String TYPE = "application/vnd.aiops.studio.statement+json";
  private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

  private final Jar jar;
  private final SortedMap<String, byte[]> files = new TreeMap<>();

  public StudioPackage(Jar jar) {
    this.jar = jar;
    files.put(JAR, jar.bytes());
  }

  /**
   * @param name as the server knows it: {@code sbom.cdx.json}, {@code provenance.json}, {@code
   *     README.md}, {@code icon.png}, {@code screenshots/….png}, {@code compatibility.json}
   */
  public StudioPackage with(String name, byte[] content) {
    files.put(name, content);
    return this;
  }

  public byte[] sign(SigningKey key, Instant at) {
    return sign(files, jar.headers(), key, at);
  }

  /** Those files with a statement over them. */
  static byte[] sign(
      SortedMap<String, byte[]> files,
      SortedMap<String, String> headers,
      SigningKey key,
      Instant at) {
    SortedMap<String, String> hashes = new TreeMap<>();
    files.forEach((name, content) -> hashes.put(name, Sha256.of(content)));
    SortedMap<String, Object> statement = new TreeMap<>();
    statement.put("format", 1);
    statement.put("files", hashes);
    statement.put("headers", headers);
    statement.put("signedAt", at.truncatedTo(ChronoUnit.SECONDS).toString());
    SortedMap<String, byte[]> all = new TreeMap<>(files);
    all.put(STATEMENT, envelope(Json.compact(statement).getBytes(StandardCharsets.UTF_8), key));
    return zip(all);
  }

  /** DSSE v1 (github.com/secure-systems-lab/dsse): the type is signed with the payload. */
  private static byte[] envelope(byte[] payload, SigningKey key) {
    ByteArrayOutputStream toSign = new ByteArrayOutputStream();
    toSign.writeBytes(
        "DSSEv1 %d %s %d "
            .formatted(TYPE.length(), TYPE, payload.length)
            .getBytes(StandardCharsets.US_ASCII));
    toSign.writeBytes(payload);
    Map<String, Object> signature = new LinkedHashMap<>();
    signature.put("keyid", key.id());
    signature.put("sig", Base64.getEncoder().encodeToString(key.sign(toSign.toByteArray())));
    Map<String, Object> envelope = new LinkedHashMap<>();
    envelope.put("payloadType", TYPE);
    envelope.put("payload", Base64.getEncoder().encodeToString(payload));
    envelope.put("signatures", List.of(signature));
    return Json.compact(envelope).getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] zip(SortedMap<String, byte[]> files) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.setMethod(ZipOutputStream.STORED);
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        CRC32 crc = new CRC32();
        crc.update(file.getValue());
        ZipEntry entry = new ZipEntry(file.getKey());
        entry.setTimeLocal(NO_TIME);
        entry.setSize(file.getValue().length);
        entry.setCrc(crc.getValue());
        zip.putNextEntry(entry);
        zip.write(file.getValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Nothing is written but memory", e);
    }
    return out.toByteArray();
  }
}
