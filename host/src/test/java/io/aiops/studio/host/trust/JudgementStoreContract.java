package io.aiops.studio.host.trust;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.host.problem.Problem;
import io.aiops.studio.host.trust.TrustReport.Signed;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every store of judgements must do. */
public abstract class JudgementStoreContract {

  private static final Instant AT = Instant.parse("2026-11-29T15:00:00.123456Z");

  protected abstract JudgementStore store();

  private static Judgement judgement(String version) {
    return judgement(version, "k");
  }

  private static Judgement judgement(String version, @Nullable String key) {
    return new Judgement(
        new TrustReport(
            Signed.SIGNED,
            "acme.a",
            version,
            "00ff",
            12,
            "Acme",
            key,
            AT,
            "Apache-2.0",
            "[1.0,2)",
            Map.of("Studio-Wants", "file:read"),
            List.of("lib 1.0"),
            null,
            List.of(new Problem("a", "b"))),
        new CodeReport(
            CodeVerdict.TOLD,
            List.of(new Finding("threads", CodeVerdict.TOLD, "a.B", "m", "Thread", "x", "y")),
            0,
            3),
        AT);
  }

  @Test
  void a_judgement_is_kept_as_it_is_and_the_last_counts() {
    assertThat(store().judgement("00ff")).isEmpty();
    store().keep(judgement("1.0.0"));
    assertThat(store().judgement("00ff")).contains(judgement("1.0.0"));
    store().keep(judgement("2.0.0"));
    assertThat(store().judgement("00ff")).contains(judgement("2.0.0"));
  }

  @Test
  void each_key_that_a_judgement_named_is_remembered() {
    assertThat(store().keys("00ff")).isEmpty();
    store().keep(judgement("1.0.0", "k"));
    store().keep(judgement("1.0.0", "other"));
    store().keep(judgement("1.0.0", "k"));
    store().keep(judgement("1.0.0", null));
    assertThat(store().keys("00ff")).containsExactlyInAnyOrder("k", "other");
    assertThat(store().keys("00fe")).isEmpty();
  }

  @Test
  void a_list_takes_the_place_of_an_older_one_only() {
    assertThat(store().revocations()).isEmpty();
    assertThat(store().replaceRevocations(5, new byte[] {5}, AT)).isTrue();
    assertThat(store().replaceRevocations(5, new byte[] {6}, AT)).isFalse();
    assertThat(store().replaceRevocations(4, new byte[] {4}, AT)).isFalse();
    assertThat(store().revocations()).contains(new byte[] {5});
    assertThat(store().replaceRevocations(6, new byte[] {6}, AT)).isTrue();
    assertThat(store().revocations()).contains(new byte[] {6});
  }
}
