package io.aiops.studio.marketplace.publishing;

import io.aiops.studio.host.trust.CodeReport;
import io.aiops.studio.host.trust.CodeVerdict;
import io.aiops.studio.host.trust.Publisher;
import io.aiops.studio.host.trust.Sha256;
import io.aiops.studio.host.trust.Verifier;
import io.aiops.studio.marketplace.listing.Kind;
import io.aiops.studio.marketplace.listing.Picture;
import io.aiops.studio.marketplace.listing.Readme;
import io.aiops.studio.marketplace.listing.ReleaseVersion;
import io.aiops.studio.marketplace.listing.Words;
import io.aiops.studio.marketplace.template.Lock;
import io.aiops.studio.marketplace.template.Manifest;
import io.aiops.studio.marketplace.template.SignedTemplate;
import io.aiops.studio.marketplace.template.TemplateFile;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A signed template: what its publisher signed, what it needs, what the plugins in it would do. */
public final class TemplateInspector implements Inspector {

  /** What stands in a listing where plugins say what they want. */
  private static final String PLUGINS = "Template-Plugins";

  private final Verifier verifier;

  public TemplateInspector(Verifier verifier) {
    this.verifier = verifier;
  }

  @Override
  public Kind kind() {
    return Kind.TEMPLATE;
  }

  @Override
  public boolean takes(byte[] bytes) {
    return TemplateFile.looksLikeOne(bytes);
  }

  @Override
  public Inspection inspect(String fileName, byte[] bytes) {
    SignedTemplate signed = SignedTemplate.read(verifier, fileName, bytes);
    TemplateFile template = signed.file();
    Publisher owner = signed.publisher();
    Manifest manifest = template.manifest();
    Map<String, byte[]> files = new HashMap<>();
    List<String> findings = new ArrayList<>();
    CodeVerdict worst = code(template, findings);
    Shown shown =
        new Shown(
            Kind.TEMPLATE,
            owner.namespace(),
            owner.name(),
            title(manifest),
            Words.tamed(manifest.description(), Words.SUMMARY),
            "",
            "",
            needs(template.lock()),
            readme(template, files),
            "",
            template
                .screenshot()
                .map(png -> List.of(kept(files, Picture.screenshot("screenshot.png", png).png())))
                .orElse(List.of()),
            kept(files, bytes),
            bytes.length,
            worst.name(),
            findings,
            null);
    String version = ReleaseVersion.read("version", manifest.version().toString()).toString();
    return new Inspection(manifest.id(), version, shown, files);
  }

  private static String title(Manifest manifest) {
    String title = Words.tamed(manifest.title(), Words.TITLE);
    return title.isEmpty() ? Words.tamed(manifest.id(), Words.TITLE) : title;
  }

  private static Map<String, String> needs(Lock lock) {
    Map<String, String> needs = new TreeMap<>();
    if (!lock.plugins().isEmpty()) {
      needs.put(
          PLUGINS,
          lock.plugins().stream()
              .map(pin -> pin.name() + " " + pin.version())
              .collect(Collectors.joining(", ")));
    }
    return needs;
  }

  /** Those that come in it are judged again, one by one, when they are installed. */
  private static CodeVerdict code(TemplateFile template, List<String> findings) {
    CodeVerdict worst = CodeVerdict.CLEAN;
    for (Lock.Pin pin : template.lock().plugins()) {
      byte[] jar = template.jar(pin).orElse(null);
      if (jar != null) {
        CodeReport report = PluginInspector.code(jar);
        findings.addAll(PluginInspector.sentences(report));
        worst = report.verdict().compareTo(worst) > 0 ? report.verdict() : worst;
      }
    }
    return worst;
  }

  private static String readme(TemplateFile template, Map<String, byte[]> files) {
    String text = template.readme();
    return text.isEmpty()
        ? ""
        : kept(
            files,
            Readme.checked("README.md", text.getBytes(StandardCharsets.UTF_8))
                .getBytes(StandardCharsets.UTF_8));
  }

  private static String kept(Map<String, byte[]> files, byte[] content) {
    String hash = Sha256.of(content);
    files.put(hash, content);
    return hash;
  }
}
