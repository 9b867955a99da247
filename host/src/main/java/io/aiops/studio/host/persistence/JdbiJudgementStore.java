package io.aiops.studio.host.persistence;

import io.aiops.studio.host.json.Json;
import io.aiops.studio.host.trust.CodeReport;
import io.aiops.studio.host.trust.Judgement;
import io.aiops.studio.host.trust.JudgementStore;
import io.aiops.studio.host.trust.TrustReport;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Judgements and revocations in PostgreSQL. */
public final class JdbiJudgementStore implements JudgementStore {

  private final Sql sql;

  public JdbiJudgementStore(Database database) {
    this.sql = new Sql(database);
  }

  @Override
  public Optional<Judgement> judgement(String sha256) {
    return sql.find(
        "select * from plugin_judgement where sha256 = :sha256",
        Map.of("sha256", sha256),
        row ->
            new Judgement(
                Json.parse(row.text("signature"), TrustReport.class),
                Json.parse(row.text("code"), CodeReport.class),
                row.instant("judged_at")));
  }

  @Override
  public void keep(Judgement judgement) {
    String key = judgement.trust().keyId();
    if (key != null) {
      sql.change(
          "insert into plugin_signing_key (sha256, key_id) values (:sha256, :key)"
              + " on conflict do nothing",
          Map.of("sha256", judgement.trust().sha256(), "key", key));
    }
    sql.change(
        """
        insert into plugin_judgement (sha256, judged_at, signature, code)
        values (:sha256, :at, :signature, :code)
        on conflict (sha256) do update set judged_at = excluded.judged_at,
            signature = excluded.signature, code = excluded.code
        """,
        Map.of(
            "sha256", judgement.trust().sha256(),
            "at", judgement.at(),
            "signature", Json.write(judgement.trust()),
            "code", Json.write(judgement.code())));
  }

  @Override
  public Set<String> keys(String sha256) {
    return Set.copyOf(
        sql.list(
            "select key_id from plugin_signing_key where sha256 = :sha256",
            Map.of("sha256", sha256),
            row -> row.text("key_id")));
  }

  @Override
  public Optional<byte[]> papers(String sha256) {
    return sql.find(
        "select papers from plugin_papers where sha256 = :sha256",
        Map.of("sha256", sha256),
        row -> row.bytes("papers"));
  }

  @Override
  public void keepPapers(String sha256, byte[] papers) {
    sql.change(
        """
        insert into plugin_papers (sha256, papers) values (:sha256, :papers)
        on conflict (sha256) do update set papers = excluded.papers
        where plugin_papers.papers <> excluded.papers
        """,
        Map.of("sha256", sha256, "papers", papers));
  }

  @Override
  public Optional<byte[]> revocations() {
    return sql.find("select document from revocation_list", Map.of(), row -> row.bytes("document"));
  }

  @Override
  public boolean replaceRevocations(long serial, byte[] document, Instant at) {
    return sql.change(
            """
            insert into revocation_list (serial, document, taken_at)
            values (:serial, :document, :at)
            on conflict (only_one) do update set serial = excluded.serial,
                document = excluded.document, taken_at = excluded.taken_at
            where revocation_list.serial < excluded.serial
            """,
            Map.of("serial", serial, "document", document, "at", at))
        > 0;
  }
}
