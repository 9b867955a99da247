package io.aiops.studio.ui.fake;

import io.aiops.studio.host.Studio;
import io.aiops.studio.host.connection.Secrets;
import io.aiops.studio.host.grant.Wants;
import io.aiops.studio.host.identity.Audit;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.identity.Role;
import io.aiops.studio.host.plugin.PluginService;
import io.aiops.studio.host.trust.Sha256;
import io.aiops.studio.marketplace.Marketplace;
import io.aiops.studio.marketplace.catalog.Browsing;
import io.aiops.studio.marketplace.catalog.CatalogSource;
import io.aiops.studio.marketplace.catalog.Catalogs;
import io.aiops.studio.marketplace.catalog.DownloadStore;
import io.aiops.studio.marketplace.catalog.PackageCheck.Identity;
import io.aiops.studio.marketplace.catalog.SourceStore;
import io.aiops.studio.marketplace.catalog.Sources;
import io.aiops.studio.marketplace.catalog.Totals;
import io.aiops.studio.marketplace.comment.Comments;
import io.aiops.studio.marketplace.evidence.Evidence;
import io.aiops.studio.marketplace.evidence.Evidences;
import io.aiops.studio.marketplace.install.Installations;
import io.aiops.studio.marketplace.listing.Kind;
import io.aiops.studio.marketplace.publishing.About;
import io.aiops.studio.marketplace.publishing.Compatibility;
import io.aiops.studio.marketplace.publishing.Contributors;
import io.aiops.studio.marketplace.publishing.Inspection;
import io.aiops.studio.marketplace.publishing.Inspector;
import io.aiops.studio.marketplace.publishing.Issuer;
import io.aiops.studio.marketplace.publishing.Keeping;
import io.aiops.studio.marketplace.publishing.OpenCatalog;
import io.aiops.studio.marketplace.publishing.OwnCatalog;
import io.aiops.studio.marketplace.publishing.Publishing;
import io.aiops.studio.marketplace.publishing.Shown;
import io.aiops.studio.marketplace.publishing.Submission;
import io.aiops.studio.marketplace.review.Reviews;
import io.aiops.studio.marketplace.review.Use;
import io.aiops.studio.marketplace.sharing.Sharing;
import io.aiops.studio.marketplace.template.Manifest;
import io.aiops.studio.marketplace.template.TemplateFile;
import io.aiops.studio.marketplace.template.TemplateService;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The marketplace on stores in memory. A package is a text: {@code id version wants}, with a title
 * made of the id; nobody checks who signed it.
 */
public final class FakeMarketplace implements DownloadStore, Totals, Inspector {

  private static final Caller ADA = FakeIdentity.caller(Role.ADMINISTRATOR);

  public final FakeReviews reviews = new FakeReviews();
  public final FakeComments comments = new FakeComments();
  public final FakeContributors contributors = new FakeContributors();
  public final FakeReleases releases = new FakeReleases();
  public final FakeSharedTemplates shared = new FakeSharedTemplates();
  public final Marketplace marketplace;

  /** What the packages have in them that come next; null: no report. */
  public @Nullable Compatibility compatibility =
      new Compatibility(List.of(new Compatibility.Check("contract", "pass", "It works.")));

  private final List<Count> fetched = new ArrayList<>();

  FakeMarketplace(PluginService plugins, Studio studio) {
    Clock clock = Clock.systemUTC();
    Audit audit = (caller, action, subject, details) -> {};
    SourceStore sources = new NoSources();
    OwnCatalog own = new OwnCatalog(releases, clock);
    Catalogs catalogs = new Catalogs(own, sources, clock);
    Secrets secrets =
        Secrets.withKey(Base64.getEncoder().encodeToString(new byte[32]), Path.of("none"));
    Contributors submitting = new Contributors(contributors, any -> true, audit, clock);
    Browsing browsing =
        new Browsing(catalogs, this, this, FakeMarketplace::check, submitting::may, audit, clock);
    Issuer issuer = new Issuer(releases, own, this, secrets, clock);
    marketplace =
        new Marketplace(
            browsing,
            new Sources(sources, catalogs, audit, clock),
            new Publishing(
                releases, List.of(new FakeTemplateInspector(), this), submitting, audit, clock),
            new Keeping(releases, submitting, audit),
            submitting,
            issuer,
            new OpenCatalog(issuer, clock),
            new Evidences(browsing, this::evidence, clock),
            new Reviews(reviews, Use.UNKNOWN, audit, clock),
            new Comments(comments, audit, clock),
            new Installations(browsing, plugins, new FakeInstallations(), clock),
            new Sharing(shared, new TemplateService(studio), audit, clock),
            catalogs);
  }

  /** Publishes a version. */
  public Submission publish(String id, String version, String wants, About about) {
    return publish(submit(id, version, wants), about);
  }

  /** Publishes a version of a template. */
  public Submission publish(TemplateFile template, About about) {
    return publish(
        marketplace
            .publishing()
            .submit(ADA, "a" + TemplateFile.ENDING, new ByteArrayInputStream(template.write())),
        about);
  }

  private Submission publish(Submission submission, About about) {
    marketplace.publishing().describe(ADA, submission.id(), about);
    return marketplace.publishing().publish(ADA, submission.id());
  }

  public Submission submit(String id, String version, String wants) {
    byte[] bytes = (id + " " + version + " " + wants).getBytes(StandardCharsets.UTF_8);
    return marketplace.publishing().submit(ADA, "a.studio", new ByteArrayInputStream(bytes));
  }

  private Evidence evidence(Kind kind, String file, byte[] bytes) {
    return kind == Kind.TEMPLATE
        ? new Evidence(null, null, FakeTemplateInspector.read(bytes).lineage())
        : new Evidence(
            new FakeTrust().of(ADA, text(bytes)[0]).judgement(), compatibility, List.of());
  }

  private static Identity check(Kind kind, String file, byte[] bytes) {
    if (kind == Kind.TEMPLATE) {
      Manifest is = FakeTemplateInspector.read(bytes);
      return new Identity(is.id(), is.version().toString());
    }
    String[] parts = text(bytes);
    return new Identity(parts[0], parts[1]);
  }

  private static String[] text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8).split(" ", 3);
  }

  @Override
  public Kind kind() {
    return Kind.PLUGIN;
  }

  @Override
  public boolean takes(byte[] bytes) {
    return true;
  }

  @Override
  public Inspection inspect(String fileName, byte[] bytes) {
    String[] parts = text(bytes);
    byte[] readme =
        "# How\n\nIt *greets*. <script>alert(1)</script>".getBytes(StandardCharsets.UTF_8);
    String title = parts[0].substring(parts[0].lastIndexOf('.') + 1);
    Shown shown =
        new Shown(
            Kind.PLUGIN,
            parts[0].substring(0, parts[0].lastIndexOf('.')),
            "Acme Tools",
            title.substring(0, 1).toUpperCase(Locale.ROOT) + title.substring(1),
            "Does what " + title + " says.",
            "Apache-2.0",
            "",
            parts[2].isBlank() ? Map.of() : Map.of(Wants.HEADER, parts[2]),
            Sha256.of(readme),
            "",
            List.of(),
            Sha256.of(bytes),
            bytes.length,
            "CLEAN",
            List.of(),
            compatibility);
    return new Inspection(
        parts[0], parts[1], shown, Map.of(Sha256.of(bytes), bytes, Sha256.of(readme), readme));
  }

  @Override
  public void add(Caller caller, String listing, String version, LocalDate day) {
    fetched.add(new Count(version, day, 1));
    reviews.fetched.put(listing, version);
  }

  @Override
  public List<Count> counts(String listing, LocalDate from) {
    return List.copyOf(fetched);
  }

  @Override
  public Map<String, Total> all() {
    return Map.of();
  }

  /** The studio's own catalog is the only one. */
  private static final class NoSources implements SourceStore {
    @Override
    public List<CatalogSource> list() {
      return List.of();
    }

    @Override
    public void save(CatalogSource source) {
      throw new UnsupportedOperationException();
    }

    @Override
    public boolean remove(String name) {
      return false;
    }

    @Override
    public boolean advance(String name, long serial, String hash, Set<String> namespaces) {
      return false;
    }

    @Override
    public long serial(String name) {
      return 0;
    }

    @Override
    public Set<String> namespaces(String name) {
      return Set.of();
    }
  }
}
