package io.aiops.studio.marketplace.persistence;

import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.persistence.Database;
import io.aiops.studio.host.persistence.Sql;
import io.aiops.studio.marketplace.catalog.DownloadStore;
import io.aiops.studio.marketplace.catalog.Totals;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Downloads in PostgreSQL, and what they and the reviews come to. */
public final class JdbiDownloadStore implements DownloadStore, Totals {

  private static final int MOST = 10_000;

  private final Sql sql;

  public JdbiDownloadStore(Database database) {
    this.sql = new Sql(database);
  }

  @Override
  public void add(Caller caller, String listing, String version, LocalDate day) {
    sql.change(
        """
        insert into catalog_download as d (listing, version, day, user_id, workspace_id, times)
        values (:listing, :version, :day, :user, :workspace, 1)
        on conflict (listing, version, day, user_id, workspace_id)
        do update set times = least(d.times + 1, 1000000)
        """,
        Map.of(
            "listing", listing,
            "version", version,
            "day", day,
            "user", caller.userId(),
            "workspace", caller.workspaceId()));
  }

  @Override
  public List<Count> counts(String listing, LocalDate from) {
    return sql.list(
        """
        select version, day::text as day, sum(times) as times from catalog_download
        where listing = :listing and day >= :from
        group by version, day order by day, version limit :most
        """,
        Map.of("listing", listing, "from", from, "most", MOST),
        row -> new Count(row.text("version"), LocalDate.parse(row.text("day")), row.big("times")));
  }

  @Override
  public Map<String, Total> all() {
    Map<String, Total> totals = new HashMap<>();
    sql.list(
            """
            select listing, coalesce(d.times, 0) as downloads, coalesce(r.people, 0) as people,
                coalesce(r.stars, 0) as stars
            from (select listing, sum(times) as times from catalog_download group by listing) d
            full join (select listing, count(*) as people, sum(stars) as stars
                from catalog_review where hidden = '' group by listing) r using (listing)
            """,
            Map.of(),
            row ->
                Map.entry(
                    row.text("listing"),
                    new Total(row.big("downloads"), row.big("people"), row.big("stars"))))
        .forEach(entry -> totals.put(entry.getKey(), entry.getValue()));
    return totals;
  }
}
