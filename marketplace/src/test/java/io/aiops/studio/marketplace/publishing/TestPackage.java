package io.aiops.studio.marketplace.publishing;

import io.aiops.studio.host.json.Json;
import io.aiops.studio.host.trust.Envelope;
import io.aiops.studio.host.trust.Sha256;
import io.aiops.studio.host.trust.SigningKey;
import io.aiops.studio.host.trust.StudioPackage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A plugin as its publisher makes and signs it. Without an agent it has no code. */
public final class TestPackage {

  private static final String STATEMENT = "application/vnd.aiops.studio.statement+json";

  private static final String COMPONENT = "Service-Component";

  private final Map<String, String> headers = new TreeMap<>();
  private final Map<String, byte[]> inside = new LinkedHashMap<>();
  private final Map<String, byte[]> files = new TreeMap<>();
  private String settings = "";
  private boolean tried = true;
  private String failing = "";

  private TestPackage(String name, String version) {
    headers.put("Bundle-ManifestVersion", "2");
    headers.put("Bundle-SymbolicName", name);
    headers.put("Bundle-Version", version);
    headers.put("Bundle-Name", "Greeter");
    headers.put("Bundle-Description", "Greets people.");
    headers.put("Bundle-License", "Apache-2.0");
    headers.put("Import-Package", "io.aiops.studio.api;version=\"[1.0,2)\"");
    headers.put("Studio-Hosts", "api.acme.com");
    files.put("README.md", "# Greeter\n\nIt *greets*.\n".getBytes(StandardCharsets.UTF_8));
  }

  public static TestPackage of(String name, String version) {
    return new TestPackage(name, version);
  }

  public TestPackage header(String name, String value) {
    headers.put(name, value);
    return this;
  }

  public TestPackage inside(String path, byte[] content) {
    inside.put(path, content);
    return this;
  }

  /** Of the agent that is added next, as JSON Schema. */
  public TestPackage settings(String schema) {
    settings = "<property name=\"studio.settings\" type=\"String\" value=\"settings.json\"/>";
    return inside("settings.json", schema.getBytes(StandardCharsets.UTF_8));
  }

  /** With an agent that comes up, so that it can be installed. */
  public TestPackage agent(String name) {
    return agent(name, "acme.tool.QuietAgent");
  }

  /**
   * @param type that implements it; if there is no such class, the plugin does not start
   */
  public TestPackage agent(String name, String type) {
    headers.put(COMPONENT, "OSGI-INF/agent.xml");
    inside.put(
        "OSGI-INF/agent.xml",
        """
        <scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.3.0" name="%s">
          <property name="studio.name" type="String" value="%s"/>
          <property name="studio.title" type="String" value="Quiet"/>%s
          <service><provide interface="io.aiops.studio.api.Agent"/></service>
          <implementation class="%s"/>
        </scr:component>
        """
            .formatted(type, name, settings, type)
            .getBytes(StandardCharsets.UTF_8));
    return inside("acme/tool/QuietAgent.class", bytes("/acme/tool/QuietAgent.class"));
  }

  private static byte[] bytes(String resource) {
    try (InputStream in = TestPackage.class.getResourceAsStream(resource)) {
      return Objects.requireNonNull(in, resource).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public TestPackage file(String name, byte[] content) {
    files.put(name, content);
    return this;
  }

  /** Nobody has had the compatibility kit look at it. */
  public TestPackage untried() {
    tried = false;
    return this;
  }

  /** The compatibility kit has failed it in that check. */
  public TestPackage failing(String check) {
    failing = check;
    return this;
  }

  private byte[] report(byte[] jar) {
    return Json.bytes(
        Map.of(
            "format",
            1,
            "plugin",
            headers.getOrDefault("Bundle-SymbolicName", ""),
            "version",
            headers.getOrDefault("Bundle-Version", ""),
            "sha256",
            Sha256.of(jar),
            "checks",
            Compatibility.ALL.stream()
                .map(check ->
                    Map.of(
                        "check",
                        check,
                        "verdict",
                        check.equals(failing) ? "fail" : "pass",
                        "reason",
                        "It was looked at."))
                .toList()));
  }

  public byte[] sign(SigningKey key) {
    byte[] jar = jar();
    files.put("plugin.jar", jar);
    if (tried) {
      files.putIfAbsent(StudioPackage.COMPATIBILITY, report(jar));
    }
    files.put(
        "sbom.cdx.json",
        Json.bytes(
            Map.of(
                "bomFormat",
                "CycloneDX",
                "specVersion",
                "1.6",
                "metadata",
                Map.of(
                    "component",
                    Map.of(
                        "name",
                        headers.get("Bundle-SymbolicName"),
                        "version",
                        headers.get("Bundle-Version"))),
                "components",
                List.of())));
    files.put(
        "provenance.json",
        Json.bytes(
            Map.of(
                "_type",
                "https://in-toto.io/Statement/v1",
                "predicateType",
                "https://slsa.dev/provenance/v1",
                "subject",
                List.of(
                    Map.of("name", "plugin.jar", "digest", Map.of("sha256", Sha256.of(jar)))))));
    Map<String, String> hashes = new TreeMap<>();
    files.forEach((name, content) -> hashes.put(name, Sha256.of(content)));
    Map<String, String> said = new TreeMap<>(headers);
    said.remove("Bundle-ManifestVersion");
    said.remove(COMPONENT);
    byte[] statement =
        Json.canonical(
            Map.of(
                "format", 1, "files", hashes, "headers", said, "signedAt", "2026-11-20T08:00:00Z"));
    Map<String, byte[]> all = new TreeMap<>(files);
    all.put("statement.dsse.json", Envelope.sign(STATEMENT, statement, key).write());
    byte[] made = zip(all);
    StudioPackage.read("made", made);
    return made;
  }

  public byte[] jar() {
    StringBuilder manifest = new StringBuilder("Manifest-Version: 1.0\r\n");
    headers.forEach(
        (name, value) -> manifest.append(name).append(": ").append(value).append("\r\n"));
    Map<String, byte[]> entries = new LinkedHashMap<>();
    entries.put(
        "META-INF/MANIFEST.MF",
        manifest.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
    entries.putAll(inside);
    return zip(entries);
  }

  /** Each entry as it is. */
  public static byte[] zip(Map<String, byte[]> entries) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.setMethod(ZipOutputStream.STORED);
      for (Map.Entry<String, byte[]> each : entries.entrySet()) {
        CRC32 crc = new CRC32();
        crc.update(each.getValue());
        ZipEntry entry = new ZipEntry(each.getKey());
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
}
