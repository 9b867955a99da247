package io.aiops.studio.marketplace;

import io.aiops.studio.host.Foundation;
import io.aiops.studio.host.Studio;
import io.aiops.studio.host.problem.InvalidException;
import io.aiops.studio.host.trust.TrustReport;
import io.aiops.studio.host.trust.TrustReport.Signed;
import io.aiops.studio.host.trust.Verifier;
import io.aiops.studio.marketplace.catalog.Browsing;
import io.aiops.studio.marketplace.catalog.Catalogs;
import io.aiops.studio.marketplace.catalog.PackageCheck;
import io.aiops.studio.marketplace.catalog.ShippedCatalog;
import io.aiops.studio.marketplace.catalog.Sources;
import io.aiops.studio.marketplace.comment.Comments;
import io.aiops.studio.marketplace.evidence.Evidences;
import io.aiops.studio.marketplace.evidence.PackageReader;
import io.aiops.studio.marketplace.install.Installations;
import io.aiops.studio.marketplace.listing.Kind;
import io.aiops.studio.marketplace.listing.ReleaseVersion;
import io.aiops.studio.marketplace.persistence.JdbiCommentStore;
import io.aiops.studio.marketplace.persistence.JdbiContributorStore;
import io.aiops.studio.marketplace.persistence.JdbiDownloadStore;
import io.aiops.studio.marketplace.persistence.JdbiInstallationStore;
import io.aiops.studio.marketplace.persistence.JdbiReleaseStore;
import io.aiops.studio.marketplace.persistence.JdbiReviewStore;
import io.aiops.studio.marketplace.persistence.JdbiSharedStore;
import io.aiops.studio.marketplace.persistence.JdbiSourceStore;
import io.aiops.studio.marketplace.publishing.Contributors;
import io.aiops.studio.marketplace.publishing.Issuer;
import io.aiops.studio.marketplace.publishing.Keeping;
import io.aiops.studio.marketplace.publishing.OpenCatalog;
import io.aiops.studio.marketplace.publishing.OwnCatalog;
import io.aiops.studio.marketplace.publishing.PluginInspector;
import io.aiops.studio.marketplace.publishing.Publishing;
import io.aiops.studio.marketplace.publishing.TemplateInspector;
import io.aiops.studio.marketplace.review.Reviews;
import io.aiops.studio.marketplace.sharing.Sharing;
import io.aiops.studio.marketplace.template.Manifest;
import io.aiops.studio.marketplace.template.SignedTemplate;
import io.aiops.studio.marketplace.template.TemplateService;
import io.aiops.studio.marketplace.template.UsedInExecutions;
import java.time.Clock;
import java.util.List;

/**
 * What the marketplace offers to views and REST. Get it by CDI: {@code @Inject Marketplace
 * marketplace}.
 *
 * @param browsing finding and fetching
 * @param sources which other catalogs are asked
 * @param publishing what comes into this studio's own
 * @param keeping what becomes of it there, and what holds there
 * @param contributors who submits for a publisher without being an administrator
 * @param issuer this studio's own catalog, for others
 * @param open this studio's own catalog, for anybody, if an administrator has opened it
 * @param evidences what is found out about a version before it is installed
 * @param reviews what people say, once each
 * @param comments what they say beside that
 * @param installations installing from the catalogs
 * @param sharing templates that a workspace shares with itself
 * @param catalogs to be closed with it
 */
public record Marketplace(
    Browsing browsing,
    Sources sources,
    Publishing publishing,
    Keeping keeping,
    Contributors contributors,
    Issuer issuer,
    OpenCatalog open,
    Evidences evidences,
    Reviews reviews,
    Comments comments,
    Installations installations,
    Sharing sharing,
    Catalogs catalogs)
    implements AutoCloseable {

  public static Marketplace open(Foundation ground, Studio studio) {
    Clock clock = ground.clock();
    JdbiReleaseStore releases = new JdbiReleaseStore(ground.database());
    JdbiSourceStore sources = new JdbiSourceStore(ground.database());
    JdbiDownloadStore downloads = new JdbiDownloadStore(ground.database());
    OwnCatalog own = new OwnCatalog(releases, clock);
    Catalogs catalogs = new Catalogs(own, ShippedCatalog.in(ground.shipped()), sources, clock);
    Contributors contributors =
        new Contributors(
            new JdbiContributorStore(ground.database()),
            namespace ->
                ground.trust().publishers().stream()
                    .anyMatch(one -> one.namespace().equals(namespace)),
            ground.audit(),
            clock);
    Browsing browsing =
        new Browsing(
            catalogs,
            downloads,
            downloads,
            check(ground.verifier()),
            contributors::may,
            ground.audit(),
            clock);
    Issuer issuer = new Issuer(releases, own, downloads, ground.secrets(), clock);
    return new Marketplace(
        browsing,
        new Sources(sources, catalogs, ground.audit(), clock),
        new Publishing(
            releases,
            List.of(
                new TemplateInspector(ground.verifier()),
                new PluginInspector(ground.verifier(), ground.trust())),
            contributors,
            ground.audit(),
            clock),
        new Keeping(releases, contributors, ground.audit()),
        contributors,
        issuer,
        new OpenCatalog(issuer, clock),
        new Evidences(browsing, new PackageReader(ground.verifier(), clock), clock),
        new Reviews(
            new JdbiReviewStore(ground.database()),
            new UsedInExecutions(studio),
            ground.audit(),
            clock),
        new Comments(new JdbiCommentStore(ground.database()), ground.audit(), clock),
        new Installations(
            browsing, studio.plugins(), new JdbiInstallationStore(ground.database()), clock),
        new Sharing(
            new JdbiSharedStore(ground.database()),
            new TemplateService(studio),
            ground.audit(),
            clock),
        catalogs);
  }

  private static PackageCheck check(Verifier verifier) {
    return (kind, fileName, bytes) -> {
      if (kind == Kind.TEMPLATE) {
        Manifest is = SignedTemplate.read(verifier, fileName, bytes).file().manifest();
        return new PackageCheck.Identity(is.id(), is.version().toString());
      }
      TrustReport report = verifier.verify(fileName, bytes);
      if (report.signed() == Signed.REFUSED) {
        throw new InvalidException(report.problems());
      }
      if (report.signed() == Signed.UNSIGNED) {
        throw new InvalidException(
            List.of(report.unsigned(fileName, "nothing unsigned is fetched")));
      }
      return new PackageCheck.Identity(
          report.name(), ReleaseVersion.read("version", report.version()).toString());
    };
  }

  @Override
  public void close() {
    installations.close();
    catalogs.close();
  }
}
