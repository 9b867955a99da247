package io.aiops.studio.marketplace.persistence;

import io.aiops.studio.host.grant.Consent;
import io.aiops.studio.host.json.Json;
import io.aiops.studio.host.persistence.Database;
import io.aiops.studio.host.persistence.Sql;
import io.aiops.studio.host.plugin.Plan;
import io.aiops.studio.marketplace.install.Installation;
import io.aiops.studio.marketplace.install.InstallationStore;
import io.aiops.studio.marketplace.install.Stage;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Installations, in PostgreSQL. Its clock alone says who is silent: those of nodes differ. */
public final class JdbiInstallationStore implements InstallationStore {

  private final Sql sql;

  public JdbiInstallationStore(Database database) {
    this.sql = new Sql(database);
  }

  @Override
  public boolean begin(Installation next, UUID by, int mostOpen) {
    boolean begun =
        sql.change(
                """
                insert into installation (id, listing, version, catalog, before, stage, total,
                    begun_by, begun_by_id, begun_at, alive_at)
                select :id, :listing, :version, :catalog, :before, :stage, :total,
                    :by, :byId, :at, now()
                where (select count(*) from installation where ended_at is null) < :most
                on conflict do nothing
                """,
                Map.ofEntries(
                    Map.entry("id", next.id()),
                    Map.entry("listing", next.listing()),
                    Map.entry("version", next.version()),
                    Map.entry("catalog", next.catalog()),
                    Map.entry("before", next.before()),
                    Map.entry("stage", next.stage().name()),
                    Map.entry("total", next.total()),
                    Map.entry("by", next.begunBy()),
                    Map.entry("byId", by),
                    Map.entry("at", next.begunAt()),
                    Map.entry("most", mostOpen)))
            > 0;
    if (begun) {
      sql.change(
          """
          delete from installation where ended_at is not null and id not in
              (select id from installation order by begun_at desc limit :most)
          """,
          Map.of("most", MOST_KEPT));
    }
    return begun;
  }

  @Override
  public Optional<Installation> find(UUID id) {
    return sql.find(
        "select * from installation where id = :id", Map.of("id", id), JdbiInstallationStore::read);
  }

  @Override
  public Optional<Installation> open(String listing) {
    return sql.find(
        """
        select * from installation where lower(listing) = lower(:listing) and ended_at is null
        """,
        Map.of("listing", listing),
        JdbiInstallationStore::read);
  }

  @Override
  public List<Installation> recent(int most) {
    return sql.list(
        "select * from installation order by begun_at desc, id limit :most",
        Map.of("most", most),
        JdbiInstallationStore::read);
  }

  @Override
  public Optional<Orders> alive(UUID id, long done) {
    return sql.find(
        """
        update installation set alive_at = now(), done = :done
        where id = :id and ended_at is null
        returning answer, cancelled
        """,
        Map.of("id", id, "done", done),
        row -> new Orders(row.textOrNull("answer"), row.flag("cancelled")));
  }

  @Override
  public boolean stage(UUID id, Stage stage, @Nullable Consent consent, @Nullable Plan plan) {
    Object asked = consent == null ? plan : consent;
    Map<String, @Nullable Object> values = new HashMap<>();
    values.put("id", id);
    values.put("stage", stage.name());
    values.put("consent", asked == null ? null : Json.write(asked));
    return sql.change(
            """
            update installation
            set stage = :stage, consent = :consent, answer = null, alive_at = now()
            where id = :id and ended_at is null
            """,
            values)
        > 0;
  }

  @Override
  public void end(UUID id, Stage stage, String sentence, Instant at) {
    sql.change(
        """
        update installation
        set stage = :stage, sentence = :sentence, consent = null, answer = null, ended_at = :at
        where id = :id and ended_at is null
        """,
        Map.of("id", id, "stage", stage.name(), "sentence", sentence, "at", at));
  }

  @Override
  public boolean answer(UUID id, String token, UUID by) {
    return sql.change(
            """
            update installation set answer = :token
            where id = :id and stage in ('WANTS_CONSENT', 'WANTS_AGREEMENT')
                and begun_by_id = :by and consent::jsonb ->> 'token' = :token
            """,
            Map.of("id", id, "token", token, "by", by))
        > 0;
  }

  @Override
  public boolean cancel(UUID id) {
    return sql.change(
            "update installation set cancelled = true where id = :id and ended_at is null",
            Map.of("id", id))
        > 0;
  }

  @Override
  public void endSilent(Duration silence, String done, String interrupted) {
    sql.change(
        """
        update installation
        set stage = case stage when 'TAKING_OVER' then 'DONE' else 'INTERRUPTED' end,
            sentence = case stage when 'TAKING_OVER' then :done else :interrupted end,
            consent = null, answer = null, ended_at = now()
        where ended_at is null and alive_at < now() - make_interval(secs => :seconds)
        """,
        Map.of(
            "done", done,
            "interrupted", interrupted,
            "seconds", (double) silence.toMillis() / 1000));
  }

  private static Installation read(Sql.Row row) throws SQLException {
    String asked = row.textOrNull("consent");
    Stage stage = Stage.valueOf(row.text("stage"));
    return new Installation(
        row.uuid("id"),
        row.text("listing"),
        row.text("version"),
        row.text("catalog"),
        row.text("before"),
        stage,
        row.big("done"),
        row.big("total"),
        row.text("sentence"),
        asked == null || stage != Stage.WANTS_CONSENT ? null : Json.parse(asked, Consent.class),
        asked == null || stage != Stage.WANTS_AGREEMENT ? null : Json.parse(asked, Plan.class),
        row.text("begun_by"),
        row.instant("begun_at"),
        row.instantOrNull("ended_at"));
  }
}
