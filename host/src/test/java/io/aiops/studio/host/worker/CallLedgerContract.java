package io.aiops.studio.host.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.host.execution.CallRecord;
import io.aiops.studio.host.worker.CallLedger.Entry;
import io.aiops.studio.host.worker.CallLedger.Key;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every call ledger must do. */
public abstract class CallLedgerContract {

  private final UUID workspace = UUID.randomUUID();
  private final UUID execution = UUID.randomUUID();

  /** An empty one. */
  protected abstract CallLedger ledger();

  private static Entry entry(String result) {
    return new Entry(
        result,
        new CallRecord(
            "model",
            "m/1",
            Instant.parse("2026-01-01T00:00:00.123456Z"),
            12,
            3,
            4,
            new BigDecimal("0.000012"),
            "EUR",
            true,
            null));
  }

  private Key key(String step, int attempt, int occurrence) {
    return new Key(workspace, execution, step, attempt, "hash", occurrence);
  }

  @Test
  void gives_back_what_was_written() {
    CallLedger ledger = ledger();
    Entry entry = entry("{\"text\":\"zero \\u0000 and ü\"}");
    ledger.write(key("each[3]/a", 1, 1), entry);
    assertThat(ledger.find(key("each[3]/a", 1, 1))).contains(entry);
  }

  @Test
  void the_first_answer_stays_and_the_second_caller_gets_it() {
    CallLedger ledger = ledger();
    assertThat(ledger.write(key("a", 1, 1), entry("1")).result()).isEqualTo("1");
    assertThat(ledger.write(key("a", 1, 1), entry("2")).result()).isEqualTo("1");
    assertThat(ledger.find(key("a", 1, 1)).orElseThrow().result()).isEqualTo("1");
  }

  @Test
  void every_part_of_the_key_counts() {
    CallLedger ledger = ledger();
    ledger.write(key("a", 1, 1), entry("1"));
    assertThat(ledger.find(key("b", 1, 1))).isEmpty();
    assertThat(ledger.find(key("a", 2, 1))).isEmpty();
    assertThat(ledger.find(key("a", 1, 2))).isEmpty();
    assertThat(ledger.find(new Key(workspace, execution, "a", 1, "other", 1))).isEmpty();
    assertThat(ledger.find(new Key(workspace, UUID.randomUUID(), "a", 1, "hash", 1))).isEmpty();
    assertThat(ledger.find(new Key(UUID.randomUUID(), execution, "a", 1, "hash", 1))).isEmpty();
  }
}
