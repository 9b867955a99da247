package io.aiops.studio.marketplace.evidence;

import io.aiops.studio.host.trust.Judgement;
import io.aiops.studio.host.trust.StudioPackage;
import io.aiops.studio.host.trust.TrustReport;
import io.aiops.studio.host.trust.Verifier;
import io.aiops.studio.marketplace.listing.Kind;
import io.aiops.studio.marketplace.publishing.Compatibility;
import io.aiops.studio.marketplace.publishing.PluginInspector;
import io.aiops.studio.marketplace.template.SignedTemplate;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Looks through packages. Loads nothing of them. */
public final class PackageReader implements Evidences.Reader {

  private final Verifier verifier;
  private final Clock clock;

  public PackageReader(Verifier verifier, Clock clock) {
    this.verifier = verifier;
    this.clock = clock;
  }

  @Override
  public Evidence read(Kind kind, String fileName, byte[] bytes) {
    if (kind == Kind.TEMPLATE) {
      SignedTemplate template = SignedTemplate.read(verifier, fileName, bytes);
      return new Evidence(null, null, template.file().manifest().lineage());
    }
    TrustReport trust = verifier.verify(fileName, bytes);
    StudioPackage given = StudioPackage.read(fileName, bytes);
    return new Evidence(
        new Judgement(
            trust,
            PluginInspector.looked(given.file(StudioPackage.JAR)),
            clock.instant().truncatedTo(ChronoUnit.MICROS)),
        Compatibility.in(given, trust).orElse(null),
        List.of());
  }
}
