package io.aiops.studio.host.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.host.blob.Blob;
import io.aiops.studio.host.blob.Slim;
import io.aiops.studio.host.execution.CallRecord;
import io.aiops.studio.host.worker.CallLedger;
import io.aiops.studio.host.worker.CallLedgerContract;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class JdbcCallLedgerTest extends CallLedgerContract {

  private final Database database = TestDatabase.create();

  @Override
  protected CallLedger ledger() {
    return new JdbcCallLedger(database);
  }

  @Test
  void an_answer_that_is_too_large_for_a_row_is_in_a_blob_that_its_execution_needs() {
    JdbcCallLedger ledger = new JdbcCallLedger(database);
    UUID workspace = UUID.randomUUID();
    UUID execution = UUID.randomUUID();
    String large = "\"" + "ü".repeat(70_000) + "\"";
    CallRecord record =
        new CallRecord("model", "m/1", Instant.EPOCH, 12, 3, 4, BigDecimal.ONE, "EUR", true, null);
    CallLedger.Key key = new CallLedger.Key(workspace, execution, "a", 1, "hash", 1);
    ledger.write(key, new CallLedger.Entry(large, record));
    ledger.write(key, new CallLedger.Entry("2", record));
    assertThat(ledger.find(key).orElseThrow().result()).isEqualTo(large);
    assertThat(texts("select result || '/' || coalesce(blob, '') from call_ledger"))
        .containsExactly("/" + Blob.of(large).hash());
    assertThat(texts("select workspace_id || ' ' || execution_id || ' ' || hash from blob_use"))
        .containsExactly(workspace + " " + execution + " " + Blob.of(large).hash());
  }

  @Test
  void others_stay_in_their_rows() {
    JdbcCallLedger ledger = new JdbcCallLedger(database);
    CallRecord record =
        new CallRecord("model", "m/1", Instant.EPOCH, 1, 1, 1, null, null, true, null);
    ledger.write(
        new CallLedger.Key(UUID.randomUUID(), UUID.randomUUID(), "a", 1, "hash", 1),
        new CallLedger.Entry("x".repeat(Slim.LARGEST), record));
    assertThat(texts("select length(result) || coalesce(blob, '') from call_ledger"))
        .containsExactly("" + Slim.LARGEST);
    assertThat(texts("select hash from blob")).isEmpty();
  }

  private List<String> texts(String query) {
    return database
        .jdbi()
        .withHandle(handle -> handle.createQuery(query).mapTo(String.class).list());
  }

  @AfterEach
  void close() {
    database.close();
  }
}
