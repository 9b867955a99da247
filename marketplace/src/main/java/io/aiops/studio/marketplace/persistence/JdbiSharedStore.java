package io.aiops.studio.marketplace.persistence;

import io.aiops.studio.host.persistence.Database;
import io.aiops.studio.host.persistence.Sql;
import io.aiops.studio.host.persistence.Sql.Row;
import io.aiops.studio.marketplace.sharing.Shared;
import io.aiops.studio.marketplace.sharing.SharedStore;
import io.aiops.studio.marketplace.template.Manifest;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Shared templates in PostgreSQL. */
public final class JdbiSharedStore implements SharedStore {

  /** All but the content, which may be large. */
  private static final String COLUMNS =
      """
      select template, version, kind, title, description, workflow, sha256, size, shared_at,
          shared_by_id, shared_by
      from shared_template
      """;

  private final Sql sql;

  public JdbiSharedStore(Database database) {
    this.sql = new Sql(database);
  }

  @Override
  public List<Shared> list(UUID workspace) {
    return sql.list(
        COLUMNS
            + """
            where workspace_id = :workspace and content is not null
            order by template, shared_at, version
            """,
        Map.of("workspace", workspace),
        JdbiSharedStore::read);
  }

  @Override
  public Optional<Shared> find(UUID workspace, String template, String version) {
    return sql.find(
        COLUMNS
            + """
            where workspace_id = :workspace and template = :template and version = :version
                and content is not null
            """,
        key(workspace, template, version),
        JdbiSharedStore::read);
  }

  @Override
  public Optional<String> hash(UUID workspace, String template, String version) {
    return sql.find(
        """
        select sha256 from shared_template
        where workspace_id = :workspace and template = :template and version = :version
        """,
        key(workspace, template, version),
        row -> row.text("sha256"));
  }

  @Override
  public Optional<byte[]> content(UUID workspace, String template, String version) {
    return sql.find(
        """
        select content from shared_template
        where workspace_id = :workspace and template = :template and version = :version
            and content is not null
        """,
        key(workspace, template, version),
        row -> row.bytes("content"));
  }

  @Override
  public List<Known> known(UUID workspace) {
    return sql.list(
        "select template, version, sha256 from shared_template where workspace_id = :workspace",
        Map.of("workspace", workspace),
        row -> new Known(row.text("template"), row.text("version"), row.text("sha256")));
  }

  @Override
  public boolean add(UUID workspace, Shared shared, byte[] content, Room room, Runnable also) {
    return sql.together(
        () -> {
          // Who waits for the lock counts afterwards what the one before has shared.
          sql.find(
              "select 1 one from pg_advisory_xact_lock(hashtextextended(:key, 0))",
              Map.of("key", "shared_template " + workspace),
              row -> 1);
          return alongside(insert(workspace, shared, content, room), also);
        },
        "Somebody shares here right now. Nothing was shared; try again in a moment.");
  }

  private boolean insert(UUID workspace, Shared shared, byte[] content, Room room) {
    return sql.change(
            """
            insert into shared_template (workspace_id, template, version, kind, title,
                description, workflow, sha256, size, content, shared_at, shared_by_id, shared_by)
            select :workspace, :template, :version, :kind, :title,
                :description, :workflow, :sha256, :size, :content, :at, :byId, :by
            from (select count(*) as versions, coalesce(sum(size), 0) as bytes
                  from shared_template
                  where workspace_id = :workspace and content is not null) as taken
            where versions < :versions and bytes + :size <= :bytes
            on conflict (workspace_id, template, version) do update
                set content = excluded.content, shared_at = excluded.shared_at,
                    shared_by_id = excluded.shared_by_id, shared_by = excluded.shared_by,
                    taken_at = null
                where shared_template.content is null
                    and shared_template.sha256 = excluded.sha256
            """,
            Map.ofEntries(
                Map.entry("workspace", workspace),
                Map.entry("template", shared.template()),
                Map.entry("version", shared.version()),
                Map.entry("kind", shared.kind().name()),
                Map.entry("title", shared.title()),
                Map.entry("description", shared.description()),
                Map.entry("workflow", shared.workflow()),
                Map.entry("sha256", shared.sha256()),
                Map.entry("size", shared.size()),
                Map.entry("content", content),
                Map.entry("at", shared.sharedAt()),
                Map.entry("byId", shared.sharedById()),
                Map.entry("by", shared.sharedBy()),
                Map.entry("versions", room.versions()),
                Map.entry("bytes", room.bytes())))
        > 0;
  }

  @Override
  public boolean remove(
      UUID workspace, String template, String version, Instant at, Room room, Runnable also) {
    return sql.together(() -> {
      Map<String, Object> values = new HashMap<>(key(workspace, template, version));
      values.put("at", at);
      boolean removed =
          sql.change(
                  """
                  update shared_template set content = null, taken_at = :at
                  where workspace_id = :workspace and template = :template
                      and version = :version and content is not null
                  """,
                  values)
              > 0;
      forget(workspace, room.gone());
      return alongside(removed, also);
    });
  }

  private void forget(UUID workspace, int kept) {
    sql.change(
        """
        delete from shared_template where workspace_id = :workspace and content is null
            and (template, version) in (
                select template, version from shared_template
                where workspace_id = :workspace and content is null
                order by taken_at desc, template, version offset :kept)
        """,
        Map.of("workspace", workspace, "kept", kept));
  }

  private static boolean alongside(boolean changed, Runnable also) {
    if (changed) {
      also.run();
    }
    return changed;
  }

  private static Map<String, Object> key(UUID workspace, String template, String version) {
    return Map.of("workspace", workspace, "template", template, "version", version);
  }

  private static Shared read(Row row) throws SQLException {
    return new Shared(
        row.text("template"),
        row.text("version"),
        Manifest.Kind.valueOf(row.text("kind")),
        row.text("title"),
        row.text("description"),
        row.text("workflow"),
        row.text("sha256"),
        row.big("size"),
        row.instant("shared_at"),
        row.uuid("shared_by_id"),
        row.text("shared_by"));
  }
}
