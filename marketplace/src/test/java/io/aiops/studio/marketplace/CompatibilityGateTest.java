package io.aiops.studio.marketplace;

import static io.aiops.studio.marketplace.RunningMarketplace.ACME;
import static io.aiops.studio.marketplace.RunningMarketplace.ADA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops.studio.host.json.Json;
import io.aiops.studio.host.problem.ConflictException;
import io.aiops.studio.host.problem.InvalidException;
import io.aiops.studio.marketplace.publishing.Compatibility;
import io.aiops.studio.marketplace.publishing.Publishing;
import io.aiops.studio.marketplace.publishing.Submission;
import io.aiops.studio.marketplace.publishing.Submission.State;
import io.aiops.studio.marketplace.publishing.TestPackage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No plugin is published that the compatibility kit has not passed, unless somebody says why. */
class CompatibilityGateTest {

  private static final String FILE = "compatibility.json";

  @TempDir private static Path folder;

  private static RunningMarketplace running;
  private static Publishing publishing;

  @BeforeAll
  static void start() throws IOException {
    running = RunningMarketplace.start(folder);
    publishing = running.marketplace().publishing();
  }

  @AfterAll
  static void stop() {
    running.close();
  }

  private static Submission submit(TestPackage made) {
    return running.submit(made.sign(ACME));
  }

  @Test
  void one_that_the_kit_has_passed_is_published_without_more() {
    Submission submission = submit(TestPackage.of("acme.good", "1.0.0"));
    Compatibility found = Objects.requireNonNull(submission.shown().compatibility());
    assertThat(found.passed()).isTrue();
    assertThat(found.checks()).hasSize(9);
    Submission published = publishing.publish(ADA, submission.id(), "");
    assertThat(published.state()).isEqualTo(State.PUBLISHED);
    assertThat(published.reason()).isEmpty();
    assertThat(publishing.get(ADA, submission.id()).shown().compatibility()).isEqualTo(found);
  }

  @Test
  void one_without_a_report_is_published_with_a_reason_only() {
    Submission submission = submit(TestPackage.of("acme.untried", "1.0.0").untried());
    assertThatThrownBy(() -> publishing.publish(ADA, submission.id(), " "))
        .isInstanceOf(ConflictException.class)
        .hasMessageContaining("it has no report of the compatibility kit")
        .hasMessageContaining("Nothing was changed.");
    assertThat(publishing.get(ADA, submission.id()).state()).isEqualTo(State.SUBMITTED);
    assertThat(publishing.publish(ADA, submission.id(), "Ours, tried by hand.").reason())
        .isEqualTo("Ours, tried by hand.");
  }

  @Test
  void one_that_failed_a_check_is_refused_by_its_name() {
    Submission submission = submit(TestPackage.of("acme.leaks", "1.0.0").failing("secrets"));
    assertThatThrownBy(() -> publishing.publish(ADA, submission.id(), ""))
        .isInstanceOf(ConflictException.class)
        .hasMessageContaining("the compatibility kit failed it: secrets");
    assertThatThrownBy(() -> publishing.publish(ADA, submission.id(), "two\nlines"))
        .isInstanceOf(InvalidException.class);
    assertThat(publishing.get(ADA, submission.id()).state()).isEqualTo(State.SUBMITTED);
  }

  @Test
  void a_report_of_another_jar_or_of_less_than_all_is_none() {
    Map<String, Object> other =
        Map.of(
            "format",
            1,
            "plugin",
            "acme.other",
            "version",
            "1.0.0",
            "sha256",
            "00",
            "checks",
            List.of());
    assertThatThrownBy(() -> submit(with("acme.lies", Json.bytes(other))))
        .isInstanceOf(InvalidException.class)
        .hasMessageContaining("has plugin 'acme.other'; expected 'acme.lies'");
    TestPackage bare = TestPackage.of("acme.lies", "1.0.0");
    Map<String, Object> few =
        Map.of(
            "format",
            1,
            "plugin",
            "acme.lies",
            "version",
            "1.0.0",
            "sha256",
            io.aiops.studio.host.trust.Sha256.of(bare.jar()),
            "checks",
            List.of(Map.of("check", "contract", "verdict", "pass", "reason", "")));
    assertThatThrownBy(() -> submit(bare.file(FILE, Json.bytes(few))))
        .hasMessageContaining("has not the checks");
    assertThatThrownBy(() -> submit(with("acme.lies", "no".getBytes(StandardCharsets.UTF_8))))
        .hasMessageContaining("is no JSON object");
    assertThat(publishing.list(ADA, null)).noneMatch(one -> one.listing().equals("acme.lies"));
  }

  private static TestPackage with(String name, byte[] report) {
    return TestPackage.of(name, "1.0.0").file(FILE, report);
  }
}
