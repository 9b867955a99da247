package io.aiops.studio.marketplace.persistence;

import io.aiops.studio.host.json.Json;
import io.aiops.studio.host.persistence.Database;
import io.aiops.studio.host.persistence.Sql;
import io.aiops.studio.host.persistence.Sql.Row;
import io.aiops.studio.marketplace.publishing.About;
import io.aiops.studio.marketplace.publishing.ReleaseStore;
import io.aiops.studio.marketplace.publishing.Rules;
import io.aiops.studio.marketplace.publishing.Shown;
import io.aiops.studio.marketplace.publishing.Submission;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** This studio's own catalog in PostgreSQL. */
public final class JdbiReleaseStore implements ReleaseStore {

  private static final int MOST = 500;

  private final Sql sql;

  public JdbiReleaseStore(Database database) {
    this.sql = new Sql(database);
  }

  /** Files first: one that nobody names is harmless, and the same bytes are the same row. */
  @Override
  public boolean add(Submission submission, Map<String, byte[]> files) {
    files.forEach((hash, content) ->
        sql.change(
            """
            insert into catalog_file (sha256, content) values (:hash, :content)
            on conflict do nothing
            """,
            Map.of("hash", hash, "content", content)));
    return sql.change(
            """
            insert into catalog_release
                (id, listing, version, state, shown, about, submitted_at, submitted_by)
            values (:id, :listing, :version, :state, :shown, :about, :at, :by)
            on conflict do nothing
            """,
            Map.of(
                "id", submission.id(),
                "listing", submission.listing(),
                "version", submission.version(),
                "state", submission.state().name(),
                "shown", Json.write(submission.shown()),
                "about", Json.write(submission.about()),
                "at", submission.submittedAt(),
                "by", submission.submittedBy()))
        > 0;
  }

  @Override
  public Optional<Submission> find(UUID id) {
    return sql.find(
        "select * from catalog_release where id = :id", Map.of("id", id), JdbiReleaseStore::read);
  }

  @Override
  public List<Submission> list(Submission.@Nullable State state) {
    return sql.list(
        """
        select * from catalog_release where :state = '' or state = :state
        order by submitted_at desc, id limit :most
        """,
        Map.of("state", state == null ? "" : state.name(), "most", MOST),
        JdbiReleaseStore::read);
  }

  @Override
  public List<Submission> published() {
    return sql.list(
        "select * from catalog_release where state = 'PUBLISHED' order by listing, submitted_at",
        Map.of(),
        JdbiReleaseStore::read);
  }

  @Override
  public boolean describe(UUID id, About about) {
    return sql.change(
            "update catalog_release set about = :about where id = :id and state = 'SUBMITTED'",
            Map.of("id", id, "about", Json.write(about)))
        > 0;
  }

  @Override
  public boolean decide(UUID id, Submission.State state, String by, String reason, Instant at) {
    return sql.change(
            """
            update catalog_release
            set state = :state, decided_by = :by, decided_at = :at, reason = :reason
            where id = :id and state = 'SUBMITTED'
            """,
            Map.of("id", id, "state", state.name(), "by", by, "at", at, "reason", reason))
        > 0;
  }

  @Override
  public boolean yank(String listing, String version, String reason) {
    return sql.change(
            """
            update catalog_release set yanked = :reason
            where listing = :listing and version = :version and state = 'PUBLISHED'
            """,
            Map.of("listing", listing, "version", version, "reason", reason))
        > 0;
  }

  @Override
  public Optional<byte[]> file(String sha256) {
    return sql.find(
        "select content from catalog_file where sha256 = :hash",
        Map.of("hash", sha256),
        row -> row.bytes("content"));
  }

  @Override
  public Map<String, Deprecation> deprecations() {
    Map<String, Deprecation> all = new HashMap<>();
    sql.list(
            "select * from catalog_deprecation",
            Map.of(),
            row ->
                Map.entry(
                    row.text("listing"),
                    new Deprecation(row.text("reason"), row.text("successor"))))
        .forEach(entry -> all.put(entry.getKey(), entry.getValue()));
    return all;
  }

  @Override
  public void deprecate(String listing, @Nullable Deprecation deprecation) {
    if (deprecation == null) {
      sql.change(
          "delete from catalog_deprecation where listing = :listing", Map.of("listing", listing));
      return;
    }
    sql.change(
        """
        insert into catalog_deprecation (listing, reason, successor)
        values (:listing, :reason, :successor)
        on conflict (listing) do update
            set reason = excluded.reason, successor = excluded.successor
        """,
        Map.of(
            "listing", listing,
            "reason", deprecation.reason(),
            "successor", deprecation.successor()));
  }

  @Override
  public Rules rules() {
    return sql.find(
            "select * from catalog_rules",
            Map.of(),
            row -> new Rules(row.flag("open"), row.flag("four_eyes")))
        .orElse(Rules.USUAL);
  }

  @Override
  public void rules(Rules rules) {
    sql.change(
        """
        insert into catalog_rules (open, four_eyes) values (:open, :fourEyes)
        on conflict (only_one) do update
            set open = excluded.open, four_eyes = excluded.four_eyes
        """,
        Map.of("open", rules.open(), "fourEyes", rules.fourEyes()));
  }

  @Override
  public Optional<Issue> issue() {
    return sql.find(
        "select * from catalog_issue",
        Map.of(),
        row ->
            new Issue(
                row.text("signing"),
                row.big("serial"),
                row.text("content"),
                row.bytes("document")));
  }

  @Override
  public boolean issue(long before, Issue next) {
    return sql.change(
            before == 0
                ? """
                insert into catalog_issue (signing, serial, content, document)
                values (:signing, :serial, :content, :document) on conflict do nothing
                """
                : """
                update catalog_issue
                set signing = :signing, serial = :serial, content = :content, document = :document
                where serial = :before
                """,
            before == 0 ? values(next) : with(values(next), before))
        > 0;
  }

  private static Map<String, Object> values(Issue issue) {
    Map<String, Object> values = new HashMap<>();
    values.put("signing", issue.signing());
    values.put("serial", issue.serial());
    values.put("content", issue.content());
    values.put("document", issue.document());
    return values;
  }

  private static Map<String, Object> with(Map<String, Object> values, long before) {
    values.put("before", before);
    return values;
  }

  private static Submission read(Row row) throws SQLException {
    return new Submission(
        row.uuid("id"),
        row.text("listing"),
        row.text("version"),
        Submission.State.valueOf(row.text("state")),
        Json.parse(row.text("shown"), Shown.class),
        Json.parse(row.text("about"), About.class),
        row.instant("submitted_at"),
        row.text("submitted_by"),
        row.instantOrNull("decided_at"),
        row.textOrNull("decided_by"),
        row.text("reason"),
        row.text("yanked"));
  }
}
