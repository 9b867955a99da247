package io.aiops.studio.host.trust;

import io.aiops.studio.host.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * A package on its way to be signed: good as it is made, and spoiled in one place by a test. What
 * is spoiled before {@link #sign} the publisher did, what is after it somebody on the way.
 */
final class Draft {

  static final KeyPair ACME = keys();

  /** Of "Other", who owns another namespace. */
  static final KeyPair OTHER = keys();

  /** More of Acme's, and one of nobody's. */
  static final KeyPair EXPIRED = keys();

  static final KeyPair REVOKED = keys();
  static final KeyPair STRANGER = keys();

  private static final Instant AT = Instant.parse("2026-11-20T08:00:00Z");

  private final Map<String, String> headers = new LinkedHashMap<>();
  private final Map<String, byte[]> inside = new LinkedHashMap<>();
  private final List<Map<String, Object>> components = new ArrayList<>();
  private final Map<String, Object> subject = new LinkedHashMap<>();
  private final SortedMap<String, byte[]> files = new TreeMap<>();
  private UnaryOperator<Statement> claim = UnaryOperator.identity();
  private String type = Statement.TYPE;
  private byte @Nullable [] given;

  private Draft(String name, String version) {
    header("Manifest-Version", "1.0");
    header("Bundle-ManifestVersion", "2");
    header("Bundle-SymbolicName", name);
    header("Bundle-Version", version);
    header("Bundle-License", "Apache-2.0");
    header("Import-Package", "io.aiops.studio.api;version=\"[1.0,2)\",java.util");
    header("Studio-Hosts", "api.acme.com");
    inside("acme/Greeter.class", "not looked into");
    subject.putAll(Map.of("group", "com.acme", "name", "greeter", "version", version));
    file("README.md", "# Greets\n");
  }

  /** acme.greeter 1.2.0. */
  static Draft good() {
    return new Draft("acme.greeter", "1.2.0");
  }

  static Draft of(String name, String version) {
    return new Draft(name, version);
  }

  static KeyPair keys() {
    try {
      return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static String text(KeyPair pair) {
    return Base64.getEncoder().encodeToString(pair.getPublic().getEncoded());
  }

  /** Null takes it away. */
  Draft header(String name, @Nullable String value) {
    headers.put(name, value == null ? "" : value);
    if (value == null) {
      headers.remove(name);
    }
    return this;
  }

  Draft inside(String path, String content) {
    inside.put(path, content.getBytes(StandardCharsets.UTF_8));
    return this;
  }

  Draft component(String group, String name, String version, String content) {
    components.add(
        Map.of(
            "group", group,
            "name", name,
            "version", version,
            "hashes",
                List.of(
                    Map.of(
                        "alg",
                        "SHA-256",
                        "content",
                        Sha256.of(content.getBytes(StandardCharsets.UTF_8))))));
    return this;
  }

  Draft billOf(String version) {
    subject.put("version", version);
    return this;
  }

  Draft file(String name, String content) {
    files.put(name, content.getBytes(StandardCharsets.UTF_8));
    return this;
  }

  /** What the statement says in place of what is so. */
  Draft claiming(UnaryOperator<Statement> change) {
    claim = change;
    return this;
  }

  /** A jar that was made elsewhere, of the same name and version. */
  Draft holding(byte[] jar) {
    given = jar.clone();
    return this;
  }

  Draft as(String mediaType) {
    type = mediaType;
    return this;
  }

  byte[] jar() {
    StringBuilder manifest = new StringBuilder();
    headers.forEach(
        (name, value) -> manifest.append(name).append(": ").append(value).append("\r\n"));
    Map<String, byte[]> entries = new LinkedHashMap<>();
    entries.put(
        "META-INF/MANIFEST.MF",
        manifest.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
    entries.putAll(inside);
    return zip(entries);
  }

  /** With Acme's key. */
  Signed sign() {
    return sign(ACME);
  }

  Signed sign(KeyPair pair) {
    byte[] jar = given == null ? jar() : given;
    files.put(StudioPackage.JAR, jar);
    files.putIfAbsent(
        StudioPackage.SBOM,
        Json.bytes(
            Map.of(
                "bomFormat",
                "CycloneDX",
                "specVersion",
                "1.6",
                "metadata",
                Map.of("component", subject),
                "components",
                components)));
    files.putIfAbsent(StudioPackage.PROVENANCE, provenance(Sha256.of(jar)));
    SortedMap<String, String> hashes = new TreeMap<>();
    files.forEach((name, content) -> hashes.put(name, Sha256.of(content)));
    Statement statement =
        claim.apply(new Statement(hashes, JarFacts.read("plugin.jar", jar).headers(), AT));
    return new Signed(files, envelope(type, statement.write(), pair).write());
  }

  static byte[] provenance(String sha256) {
    return Json.bytes(
        Map.of(
            "_type",
            "https://in-toto.io/Statement/v1",
            "predicateType",
            "https://slsa.dev/provenance/v1",
            "subject",
            List.of(Map.of("name", "plugin.jar", "digest", Map.of("sha256", sha256)))));
  }

  static Envelope envelope(String type, byte[] payload, KeyPair pair) {
    try {
      Signature signer = Signature.getInstance("Ed25519");
      signer.initSign(pair.getPrivate());
      signer.update(Envelope.toSign(type, payload));
      return new Envelope(type, payload, new Ed25519Key(text(pair)).id(), signer.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Each entry as it is. */
  static byte[] zip(Map<String, byte[]> entries) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.setMethod(ZipOutputStream.STORED);
      for (Map.Entry<String, byte[]> each : entries.entrySet()) {
        ZipEntry entry = new ZipEntry(each.getKey());
        CRC32 crc = new CRC32();
        crc.update(each.getValue());
        entry.setSize(each.getValue().length);
        entry.setCrc(crc.getValue());
        zip.putNextEntry(entry);
        zip.write(each.getValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /** A package that was signed, and may be spoiled on its way. */
  static final class Signed {

    private final SortedMap<String, byte[]> files;

    private Signed(Map<String, byte[]> files, byte[] statement) {
      this.files = new TreeMap<>(files);
      this.files.put(StudioPackage.STATEMENT, statement);
    }

    byte[] file(String name) {
      return files.getOrDefault(name, new byte[0]);
    }

    /** With other words under the same signature. */
    Signed forged(String from, String to) {
      Envelope good = Envelope.read(StudioPackage.STATEMENT, file(StudioPackage.STATEMENT));
      String was = new String(good.write(), StandardCharsets.UTF_8);
      String payload = new String(good.payload(), StandardCharsets.UTF_8).replace(from, to);
      return with(
          StudioPackage.STATEMENT,
          was.replace(base64(good.payload()), base64(payload.getBytes(StandardCharsets.UTF_8)))
              .getBytes(StandardCharsets.UTF_8));
    }

    private static String base64(byte[] bytes) {
      return Base64.getEncoder().encodeToString(bytes);
    }

    /** Null takes it away. */
    Signed with(String name, byte @Nullable [] content) {
      files.remove(name);
      if (content != null) {
        files.put(name, content);
      }
      return this;
    }

    byte[] bytes() {
      return zip(files);
    }
  }
}
