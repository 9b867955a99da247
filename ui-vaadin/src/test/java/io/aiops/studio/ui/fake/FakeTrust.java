package io.aiops.studio.ui.fake;

import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.problem.NotFoundException;
import io.aiops.studio.host.problem.Problem;
import io.aiops.studio.host.trust.CodeReport;
import io.aiops.studio.host.trust.CodeVerdict;
import io.aiops.studio.host.trust.Finding;
import io.aiops.studio.host.trust.Judgement;
import io.aiops.studio.host.trust.TrustReport;
import io.aiops.studio.host.trust.TrustReport.Signed;
import io.aiops.studio.host.trust.TrustService;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whatever is {@code com.example} nobody signed, or somebody unknown if it is called so; all else
 * is by Acme.
 */
final class FakeTrust implements TrustService {

  @Override
  public Trust of(Caller caller, String plugin) {
    if (plugin.equals("nobody")) {
      throw new NotFoundException("plugin", plugin);
    }
    boolean signed = !plugin.startsWith("com.example");
    TrustReport report =
        new TrustReport(
            signed ? Signed.SIGNED : Signed.UNSIGNED,
            plugin,
            "1.0.0",
            "abc123",
            2048,
            signed ? "Acme Tools" : null,
            signed || plugin.endsWith("unknown") ? "key-1" : null,
            signed ? Instant.EPOCH : null,
            "Apache-2.0",
            "[1.0,2)",
            Map.of(),
            signed ? List.of("gson 2.11.0") : List.of(),
            null,
            List.of());
    Finding found =
        new Finding(
            "network",
            CodeVerdict.NEEDS_TRUST,
            plugin + ".Main",
            "run",
            "java.net.Socket",
            "it opens a connection by itself",
            "Ask for the host.");
    return new Trust(
        new Judgement(
            report, new CodeReport(CodeVerdict.NEEDS_TRUST, List.of(found), 0, 12), Instant.EPOCH),
        null);
  }

  @Override
  public Optional<byte[]> signedPackage(Caller caller, String plugin) {
    return Optional.empty();
  }

  @Override
  public Optional<String> revoked(Caller caller, String plugin, String version, String sha256) {
    return Optional.empty();
  }

  @Override
  public List<Problem> objections(Caller caller, String fileName, byte[] given) {
    return List.of();
  }
}
