package io.aiops.studio.marketplace.publishing;

import io.aiops.studio.host.problem.InvalidException;
import io.aiops.studio.host.problem.Problem;
import io.aiops.studio.host.trust.BytecodeCheck;
import io.aiops.studio.host.trust.CodeReport;
import io.aiops.studio.host.trust.CodeVerdict;
import io.aiops.studio.host.trust.Finding;
import io.aiops.studio.host.trust.JarFacts;
import io.aiops.studio.host.trust.Publisher;
import io.aiops.studio.host.trust.Sha256;
import io.aiops.studio.host.trust.StudioPackage;
import io.aiops.studio.host.trust.TrustReport;
import io.aiops.studio.host.trust.TrustReport.Signed;
import io.aiops.studio.host.trust.TrustStore;
import io.aiops.studio.host.trust.Verifier;
import io.aiops.studio.marketplace.listing.Kind;
import io.aiops.studio.marketplace.listing.Picture;
import io.aiops.studio.marketplace.listing.Readme;
import io.aiops.studio.marketplace.listing.ReleaseVersion;
import io.aiops.studio.marketplace.listing.Words;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A signed plugin: what its publisher signed, what its code would do, what it shows. */
public final class PluginInspector implements Inspector {

  private static final int SCREENSHOTS = 8;
  private static final int FINDINGS = 50;
  private static final int FINDING = 1_000;

  private final Verifier verifier;
  private final TrustStore trust;

  public PluginInspector(Verifier verifier, TrustStore trust) {
    this.verifier = verifier;
    this.trust = trust;
  }

  @Override
  public Kind kind() {
    return Kind.PLUGIN;
  }

  /** Whatever no other kind takes: its refusal says best what is wrong with it. */
  @Override
  public boolean takes(byte[] bytes) {
    return true;
  }

  @Override
  public Inspection inspect(String fileName, byte[] bytes) {
    TrustReport report = signed(fileName, bytes);
    StudioPackage given = StudioPackage.read(fileName, bytes);
    byte[] jar = given.file(StudioPackage.JAR);
    JarFacts facts = JarFacts.read(StudioPackage.JAR, jar);
    CodeReport code = code(jar);
    Publisher owner = Publisher.owner(trust.publishers(), report.name()).orElseThrow();
    Map<String, byte[]> files = new HashMap<>();
    Shown shown =
        new Shown(
            Kind.PLUGIN,
            owner.namespace(),
            owner.name(),
            title(facts, report.name()),
            Words.tamed(facts.header("Bundle-Description"), Words.SUMMARY),
            Optional.ofNullable(report.licence()).orElse(""),
            Optional.ofNullable(report.api()).orElse(""),
            report.declares(),
            given
                .optional("README.md")
                .map(text ->
                    kept(files, Readme.checked("README.md", text).getBytes(StandardCharsets.UTF_8)))
                .orElse(""),
            given
                .optional("icon.png")
                .map(icon -> kept(files, Picture.icon("icon.png", icon).png()))
                .orElse(""),
            screenshots(given, files),
            kept(files, bytes),
            bytes.length,
            code.verdict().name(),
            sentences(code),
            Compatibility.in(given, report).orElse(null));
    String version = ReleaseVersion.read("Bundle-Version", report.version()).toString();
    return new Inspection(report.name(), version, shown, files);
  }

  private TrustReport signed(String fileName, byte[] bytes) {
    TrustReport report = verifier.verify(fileName, bytes);
    if (report.signed() == Signed.REFUSED) {
      throw new InvalidException(report.problems());
    }
    if (report.signed() == Signed.UNSIGNED) {
      throw new InvalidException(
          List.of(
              report.unsigned(
                  fileName,
                  "a catalog takes signed packages only, as './studio plugin sign' makes them")));
    }
    return report;
  }

  static CodeReport code(byte[] jar) {
    CodeReport report = looked(jar);
    if (report.verdict() == CodeVerdict.REFUSED) {
      throw new InvalidException(
          report.findings().stream()
              .filter(finding -> finding.verdict() == CodeVerdict.REFUSED)
              .map(finding -> new Problem(StudioPackage.JAR, finding.sentence()))
              .toList());
    }
    return report;
  }

  /** What a plugin's code would do. */
  public static CodeReport looked(byte[] jar) {
    try {
      Path file = Files.createTempFile("studio-catalog", ".jar");
      try {
        Files.write(file, jar);
        return BytecodeCheck.of(file);
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The plugin cannot be put down to be looked at", e);
    }
  }

  static List<String> sentences(CodeReport code) {
    return code.findings().stream()
        .limit(FINDINGS)
        .map(Finding::sentence)
        .map(text -> Words.tamed(text, FINDING))
        .toList();
  }

  private static String title(JarFacts facts, String name) {
    String title = Words.tamed(facts.header("Bundle-Name"), Words.TITLE);
    return title.isEmpty() ? Words.tamed(name, Words.TITLE) : title;
  }

  private static List<String> screenshots(StudioPackage given, Map<String, byte[]> files) {
    List<String> names = given.screenshots();
    if (names.size() > SCREENSHOTS) {
      throw new InvalidException(
          "screenshots", "are %d; at most %d are taken.".formatted(names.size(), SCREENSHOTS));
    }
    List<String> hashes = new ArrayList<>();
    for (String name : names) {
      hashes.add(kept(files, Picture.screenshot(name, given.file(name)).png()));
    }
    return hashes;
  }

  private static String kept(Map<String, byte[]> files, byte[] content) {
    String hash = Sha256.of(content);
    files.put(hash, content);
    return hash;
  }
}
