package io.aiops.studio.marketplace.sharing;

import io.aiops.studio.host.definition.Origin;
import io.aiops.studio.host.definition.WorkflowOrigin;
import io.aiops.studio.host.identity.Audit;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.identity.Permission;
import io.aiops.studio.host.problem.ConflictException;
import io.aiops.studio.host.problem.InvalidException;
import io.aiops.studio.host.problem.NotFoundException;
import io.aiops.studio.host.trust.Sha256;
import io.aiops.studio.marketplace.sharing.SharedStore.Known;
import io.aiops.studio.marketplace.template.ExportRequest;
import io.aiops.studio.marketplace.template.Manifest;
import io.aiops.studio.marketplace.template.TemplateFile;
import io.aiops.studio.marketplace.template.TemplateService;
import io.aiops.studio.marketplace.template.TemplateVersion;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Templates that the people of a workspace share with each other. Seeing what is shared needs VIEW,
 * all else BUILD; who shared a version takes it away, or an administrator.
 */
public final class Sharing {

  /** At the same time, in one workspace; so many bytes together; so many known that are gone. */
  public static final SharedStore.Room ROOM = new SharedStore.Room(200, 1024L * 1024 * 1024, 5_000);

  /**
   * A version as somebody sees it.
   *
   * @param newest whether there is no newer one
   * @param updates names of workflows here that were made from an older version of it, if it is the
   *     newest; not of those that were made from other content than is known here as that version
   * @param removable whether the one who looks may take it away
   */
  public record Seen(Shared shared, boolean newest, List<String> updates, boolean removable) {}

  private final SharedStore store;
  private final TemplateService templates;
  private final Audit audit;
  private final Clock clock;
  private final SharedStore.Room room;

  public Sharing(SharedStore store, TemplateService templates, Audit audit, Clock clock) {
    this(store, templates, audit, clock, ROOM);
  }

  private Sharing(
      SharedStore store,
      TemplateService templates,
      Audit audit,
      Clock clock,
      SharedStore.Room room) {
    this.store = store;
    this.templates = templates;
    this.audit = audit;
    this.clock = clock;
    this.room = room;
  }

  /** The same with other bounds. */
  public Sharing within(SharedStore.Room other) {
    return new Sharing(store, templates, audit, clock, other);
  }

  /** By template, the newest version of each first. */
  public List<Seen> list(Caller caller) {
    caller.require(Permission.VIEW);
    List<Shared> all =
        store.list(caller.workspaceId()).stream()
            .sorted(
                Comparator.comparing(Shared::template)
                    .thenComparing(Sharing::version, Comparator.reverseOrder()))
            .toList();
    List<WorkflowOrigin> origins = templates.origins(caller);
    List<Known> known = store.known(caller.workspaceId());
    Map<String, Shared> newest = new HashMap<>();
    all.forEach(each -> newest.putIfAbsent(each.template(), each));
    return all.stream()
        .map(each -> {
          boolean last = each.equals(newest.get(each.template()));
          return new Seen(
              each, last, last ? older(origins, known, each) : List.of(), removable(caller, each));
        })
        .toList();
  }

  private static TemplateVersion version(Shared shared) {
    return TemplateVersion.read("version", shared.version());
  }

  private static List<String> older(List<WorkflowOrigin> origins, List<Known> known, Shared than) {
    return origins.stream()
        .filter(from -> from.origin().template().equals(than.template()))
        .filter(from ->
            TemplateVersion.read("version", from.origin().version()).compareTo(version(than)) < 0)
        .filter(from -> known.stream().noneMatch(each -> isAnother(each, from.origin())))
        .map(WorkflowOrigin::workflow)
        .toList();
  }

  /** Whether what was shared as that version is not what the workflow was made from. */
  private static boolean isAnother(Known known, Origin origin) {
    return known.template().equals(origin.template())
        && known.version().equals(origin.version())
        && !known.sha256().equals(origin.sha256());
  }

  private static boolean removable(Caller caller, Shared shared) {
    return caller.may(Permission.BUILD)
        && (shared.sharedById().equals(caller.userId()) || caller.may(Permission.ADMINISTER));
  }

  /**
   * Makes a template of a workflow and shares it.
   *
   * @throws InvalidException as an export does: nothing is shared then
   */
  public Shared share(Caller caller, ExportRequest request) {
    return share(caller, templates.export(caller, request));
  }

  /**
   * Of a version that is shared already with the same bytes nothing changes.
   *
   * @throws ConflictException if that version was shared with other bytes, now or before, there is
   *     no room, or others share meanwhile for longer than three seconds
   */
  public Shared share(Caller caller, TemplateFile file) {
    caller.require(Permission.BUILD);
    templates.checkSigned(caller, file);
    byte[] content = file.write();
    Manifest manifest = file.manifest();
    Shared shared =
        new Shared(
            manifest.id(),
            manifest.version().toString(),
            manifest.kind(),
            manifest.title(),
            manifest.description(),
            manifest.workflow(),
            Sha256.of(content),
            content.length,
            clock.instant().truncatedTo(ChronoUnit.MICROS),
            caller.userId(),
            caller.userName());
    boolean added =
        store.add(
            caller.workspaceId(),
            shared,
            content,
            room,
            () ->
                audit.record(
                    caller,
                    "template.share",
                    shared.template(),
                    Map.of("version", shared.version(), "sha256", shared.sha256())));
    return added ? shared : already(caller, shared).orElseThrow(() -> full(shared));
  }

  private Optional<Shared> already(Caller caller, Shared wanted) {
    Optional<String> before = store.hash(caller.workspaceId(), wanted.template(), wanted.version());
    before
        .filter(hash -> !hash.equals(wanted.sha256()))
        .ifPresent(hash -> {
          throw new ConflictException(
              "%s %s was shared here with other content (SHA-256 %s), and a version stays what it was, also after it was taken away. Nothing was shared: give this one a higher version."
                  .formatted(wanted.template(), wanted.version(), hash));
        });
    return store.find(caller.workspaceId(), wanted.template(), wanted.version());
  }

  private ConflictException full(Shared wanted) {
    return new ConflictException(
        "%s %s with its %d bytes is more than this workspace may share: at most %d versions at the same time with %d bytes together. Nothing was shared: take older versions away first."
            .formatted(
                wanted.template(), wanted.version(), wanted.size(), room.versions(), room.bytes()));
  }

  /**
   * The file of a version.
   *
   * @throws NotFoundException if it is not shared now
   */
  public byte[] content(Caller caller, String template, String version) {
    caller.require(Permission.BUILD);
    return store
        .content(caller.workspaceId(), template, version)
        .orElseThrow(() -> missing(template, version));
  }

  /** The same, read. */
  public TemplateFile open(Caller caller, String template, String version) {
    return TemplateFile.read(
        template + "-" + version + TemplateFile.ENDING, content(caller, template, version));
  }

  /**
   * Takes a version away. What was made from it stays; the version cannot come back as another, as
   * long as it is among the last that were taken away.
   *
   * @throws NotFoundException if it is not shared now
   */
  public void remove(Caller caller, String template, String version) {
    caller.require(Permission.BUILD);
    Shared shared =
        store
            .find(caller.workspaceId(), template, version)
            .orElseThrow(() -> missing(template, version));
    if (!removable(caller, shared)) {
      caller.require(Permission.ADMINISTER);
    }
    boolean removed =
        store.remove(
            caller.workspaceId(),
            template,
            version,
            clock.instant(),
            room,
            () -> recordRemoval(caller, shared));
    if (!removed) {
      throw missing(template, version);
    }
  }

  private void recordRemoval(Caller caller, Shared shared) {
    audit.record(
        caller,
        "template.unshare",
        shared.template(),
        Map.of(
            "version", shared.version(),
            "sha256", shared.sha256(),
            "sharedBy", shared.sharedBy()));
  }

  private static NotFoundException missing(String template, String version) {
    return new NotFoundException("shared template", template + " " + version);
  }
}
