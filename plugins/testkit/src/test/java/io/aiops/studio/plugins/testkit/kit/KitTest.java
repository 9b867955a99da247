package io.aiops.studio.plugins.testkit.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.aiops.studio.plugins.testkit.kit.Finding.Verdict;
import io.aiops.studio.plugins.testkit.kit.bad.ComparesRecords;
import io.aiops.studio.plugins.testkit.kit.bad.CountsItsCalls;
import io.aiops.studio.plugins.testkit.kit.bad.EndsTheProcess;
import io.aiops.studio.plugins.testkit.kit.bad.FailsWithoutACategory;
import io.aiops.studio.plugins.testkit.kit.bad.GivesWhatIsNoJson;
import io.aiops.studio.plugins.testkit.kit.bad.Good;
import io.aiops.studio.plugins.testkit.kit.bad.HasABrokenSchema;
import io.aiops.studio.plugins.testkit.kit.bad.HoldsItsClasses;
import io.aiops.studio.plugins.testkit.kit.bad.IgnoresInterrupts;
import io.aiops.studio.plugins.testkit.kit.bad.LeavesAThread;
import io.aiops.studio.plugins.testkit.kit.bad.SendsWithoutAKey;
import io.aiops.studio.plugins.testkit.kit.bad.StartsOnce;
import io.aiops.studio.plugins.testkit.kit.bad.TellsItsSecret;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A good plugin passes; each bad one fails the check it is bad at, and no other. */
final class KitTest {

  @TestFactory
  Stream<DynamicTest> a_bad_one_fails_the_check_it_is_bad_at_and_no_other() {
    return Stream.of(
        bad(GivesWhatIsNoJson.class, Check.CONTRACT, "java.util.Date"),
        bad(HasABrokenSchema.class, Check.SCHEMAS, "connector:subject/do"),
        bad(CountsItsCalls.class, Check.IDEMPOTENCE, "with the same key {call=3}"),
        bad(SendsWithoutAKey.class, Check.IDEMPOTENCE, "sent POST /order without"),
        bad(IgnoresInterrupts.class, Check.CANCELLATION, "runs on 5 s after"),
        bad(FailsWithoutACategory.class, Check.FAILURES, "said to fail as NOT_FOUND"),
        bad(TellsItsSecret.class, Check.SECRETS, "in what it printed or logged"),
        bad(LeavesAThread.class, Check.THREADS, "left-over"),
        bad(HoldsItsClasses.class, Check.CLASS_LOADER, "still held"),
        bad(StartsOnce.class, Check.HOT_SWAP, "does not start beside the one before"));
  }

  private static DynamicTest bad(Class<?> component, Check check, String reason) {
    return dynamicTest(
        component.getSimpleName(),
        () -> {
          Report report = new Kit().check(Bundles.of(component, Bundles.SAMPLES));
          assertThat(failed(report)).as(report.text()).containsExactly(check);
          assertThat(report.of(check).reason()).contains(reason);
          assertThat(report.passed()).isFalse();
        });
  }

  @Test
  void a_good_one_passes_every_check() throws InterruptedException {
    Report report = new Kit().check(Bundles.of(Good.class, Bundles.SAMPLES));
    assertThat(report.findings())
        .as(report.text())
        .extracting(Finding::verdict)
        .containsOnly(Verdict.PASS)
        .hasSize(Check.values().length);
    assertThat(report.passed()).isTrue();
    JsonNode json = JsonMapper.shared().readTree(report.json());
    assertThat(json.path("plugin").asString()).isEqualTo("subject");
    assertThat(json.path("version").asString()).isEqualTo("1.2.3");
    assertThat(json.path("passed").asBoolean()).isTrue();
    assertThat(json.path("checks").path(8).path("check").asString()).isEqualTo("hot-swap");
  }

  @Test
  void what_only_the_jdks_caches_hold_softly_is_no_leak() throws InterruptedException {
    Report report = new Kit().check(Bundles.of(ComparesRecords.class, Bundles.SAMPLES));
    assertThat(report.passed()).as(report.text()).isTrue();
    assertThat(report.of(Check.CLASS_LOADER).verdict()).isEqualTo(Verdict.PASS);
  }

  @Test
  void what_cannot_be_tried_is_said_not_to_apply_with_what_is_needed() throws InterruptedException {
    Report report =
        new Kit()
            .check(
                Bundles.of(
                    Good.class,
                    """
                    {"connector:subject": {
                      "calls": [{"tool": "do", "arguments": {"how": "well"}}],
                      "gaps": {"idempotence": "it is a test"}}}
                    """));
    assertThat(report.passed()).as(report.text()).isTrue();
    assertThat(report.of(Check.CANCELLATION).verdict()).isEqualTo(Verdict.NOT_APPLICABLE);
    assertThat(report.of(Check.CANCELLATION).reason()).contains("give one as 'slow'");
    assertThat(report.of(Check.IDEMPOTENCE).reason()).contains("it is a test");
  }

  @Test
  void what_nothing_can_be_tried_of_does_not_pass() throws InterruptedException {
    Report report = new Kit().check(Bundles.of(Good.class, ""));
    assertThat(failed(report)).as(report.text()).contains(Check.CONTRACT);
    assertThat(report.of(Check.CONTRACT).reason()).contains("Give samples in");
  }

  @Test
  void one_that_ends_the_process_ends_the_kits_own_and_is_told() throws InterruptedException {
    Report report = new Kit().check(Bundles.of(EndsTheProcess.class, Bundles.SAMPLES));
    assertThat(failed(report)).containsExactly(Check.CONTRACT);
    assertThat(report.of(Check.CONTRACT).reason()).contains("ended the process with 3");
    assertThat(report.of(Check.HOT_SWAP).verdict()).isEqualTo(Verdict.NOT_APPLICABLE);
  }

  @Test
  void several_are_tried_side_by_side_and_told_in_their_order() throws InterruptedException {
    List<Report> reports =
        new Kit()
            .check(
                List.of(
                    Bundles.of(EndsTheProcess.class, Bundles.SAMPLES),
                    Bundles.of(Good.class, Bundles.SAMPLES),
                    "no jar".getBytes(StandardCharsets.UTF_8)));
    assertThat(reports).extracting(Report::passed).containsExactly(false, true, false);
    assertThat(reports).extracting(Report::plugin).containsExactly("subject", "subject", "");
    assertThat(reports).extracting(Report::sha256).doesNotHaveDuplicates();
  }

  @Test
  void no_more_are_tried_side_by_side_than_there_is_memory_for() {
    assertThat(List.of(1, 2, 64)).map(Kit::beside).containsExactly(1, 2, 4);
  }

  @Test
  void one_that_takes_too_long_is_ended() throws InterruptedException {
    Report report = new Kit(Duration.ofMillis(50)).check(Bundles.of(Good.class, Bundles.SAMPLES));
    assertThat(failed(report)).hasSize(1);
    assertThat(report.text()).contains("did not end within 0 s");
  }

  @Test
  void what_is_no_bundle_does_not_start() throws InterruptedException {
    Report report = new Kit().check("no jar".getBytes(StandardCharsets.UTF_8));
    assertThat(failed(report)).containsExactly(Check.CONTRACT);
    assertThat(report.plugin()).isEmpty();
  }

  private static List<Check> failed(Report report) {
    return report.findings().stream()
        .filter(finding -> finding.verdict() == Verdict.FAIL)
        .map(Finding::check)
        .toList();
  }
}
