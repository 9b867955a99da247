package io.aiops.studio.host.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.host.json.Json;
import io.aiops.studio.host.trust.TrustReport;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Of jars that were judged before the update it is known which keys they said to be signed with.
 */
class SigningKeysFoundTest {

  private static final String KEY = "0a".repeat(32);

  private final String url = TestDatabase.createUrl();
  private final Jdbi before = Jdbi.create(url, TestDatabase.user(), TestDatabase.password());

  @Test
  void also_of_one_whose_manifest_has_a_header_with_nul() {
    Flyway.configure(Database.class.getClassLoader())
        .dataSource(url, TestDatabase.user(), TestDatabase.password())
        .locations("classpath:db/migration")
        .target("41")
        .load()
        .migrate();
    judged("signed", KEY, "file:read");
    judged("unsigned", null, "file:read");
    judged("nul", KEY, "a\0b");
    judged("nul, unsigned", null, "\0 \"keyId\":\"" + KEY + "\"");

    try (Database database = Database.open(url, TestDatabase.user(), TestDatabase.password())) {
      JdbiJudgementStore judgements = new JdbiJudgementStore(database);
      assertThat(judgements.keys("signed")).containsExactly(KEY);
      assertThat(judgements.keys("nul")).containsExactly(KEY);
      assertThat(judgements.keys("unsigned")).isEmpty();
      assertThat(judgements.keys("nul, unsigned")).isEmpty();
    }
  }

  private void judged(String sha256, @Nullable String key, String wants) {
    TrustReport report =
        new TrustReport(
            TrustReport.Signed.UNSIGNED,
            "acme.greeter",
            "1.0.0",
            sha256,
            1,
            null,
            key,
            null,
            null,
            null,
            Map.of("Studio-Wants", wants),
            List.of(),
            null,
            List.of());
    before.useHandle(h ->
        h.execute(
            "insert into plugin_judgement (sha256, judged_at, signature, code)"
                + " values (?, now(), ?, '{}')",
            sha256,
            Json.write(report)));
  }
}
