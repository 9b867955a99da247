package io.aiops.studio.marketplace.evidence;

import io.aiops.studio.host.trust.Judgement;
import io.aiops.studio.host.trust.StudioPackage;
import io.aiops.studio.host.trust.TrustReport;
import io.aiops.studio.host.trust.TrustReport.Signed;
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
    // Only packages name a key.
    StudioPackage given = trust.keyId() == null ? null : StudioPackage.read(fileName, bytes);
    Judgement judgement =
        new Judgement(
            trust,
            PluginInspector.looked(given == null ? bytes : given.file(StudioPackage.JAR)),
            clock.instant().truncatedTo(ChronoUnit.MICROS));
    // What lies beside the jar is somebody's word only if their signature holds.
    return new Evidence(
        judgement,
        given == null || trust.signed() != Signed.SIGNED
            ? null
            : Compatibility.in(given, trust).orElse(null),
        List.of());
  }
}
