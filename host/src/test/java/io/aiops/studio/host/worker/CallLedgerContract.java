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

  /** The attempts in between may have asked nothing, or something else. */
  @Test
  void what_attempts_before_were_answered_is_found_the_newest_first() {
    CallLedger ledger = ledger();
    ledger.write(key("a", 1, 1), entry("1"));
    ledger.write(key("a", 3, 1), entry("3"));
    ledger.write(key("a", 3, 2), entry("second 3"));
    ledger.write(key("a", 6, 1), entry("6"));
    assertThat(found(ledger, key("a", 5, 1), 1)).isEqualTo("3");
    assertThat(found(ledger, key("a", 3, 1), 1)).isEqualTo("3");
    assertThat(found(ledger, key("a", 2, 1), 1)).isEqualTo("1");
    assertThat(ledger.find(key("a", 5, 1), 4)).isEmpty();
    assertThat(ledger.find(key("a", 2, 1), 2)).isEmpty();
    assertThat(ledger.find(key("a", 5, 3), 1)).isEmpty();
    assertThat(ledger.find(key("b", 5, 1), 1)).isEmpty();
  }

  private static String found(CallLedger ledger, Key key, int since) {
    return ledger.find(key, since).orElseThrow().result();
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
