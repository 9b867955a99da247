package io.aiops.studio.plugins.testkit.kit;

import io.aiops.studio.api.PluginException.Category;
import io.aiops.studio.plugins.testkit.ScriptedModel;
import java.util.List;
import java.util.stream.Stream;

/** What fails says by its category whose fault it is, and whether a retry helps. */
final class FailuresCheck {

  private static final List<Category> OF_MODELS =
      List.of(Category.RATE_LIMITED, Category.UNAVAILABLE, Category.DENIED);

  private FailuresCheck() {}

  static Finding of(Subject subject, Probes probes) {
    int failed = 0;
    for (Probe probe : probes.failing()) {
      Outcome outcome = probe.run(subject);
      if (outcome.worked() || !outcome.category().equals(probe.category())) {
        throw new AssertionError(
            "%s is said to fail as %s, but %s."
                .formatted(
                    probe.what(),
                    probe.category(),
                    outcome.worked() ? "went well" : "gave " + outcome.thrown()));
      }
      told(outcome);
      failed++;
    }
    for (Probe probe : probes.working()) {
      if (probe.offer().kind() == Offer.Kind.AGENT) {
        failed += withFailingModels(subject, probe);
      }
    }
    for (Probe probe :
        Stream.concat(probes.working().stream().filter(Probe::guessed), probes.edges().stream())
            .toList()) {
      Outcome outcome = probe.run(subject);
      if (!outcome.worked()) {
        categorised(outcome);
        failed++;
      }
    }
    return failed == 0
        ? Finding.notApplicable(
            Check.FAILURES,
            "nothing of it fails; give 'failures' in " + Samples.PATH + " if something can")
        : Finding.pass(Check.FAILURES, failed + " failures, each with its category");
  }

  private static int withFailingModels(Subject subject, Probe probe) {
    int failed = 0;
    for (Category category : OF_MODELS) {
      Outcome outcome = probe.run(subject, ScriptedModel.failing(category));
      if (outcome.worked()) {
        continue;
      }
      categorised(outcome);
      if (!outcome.category().equals(category.name())) {
        throw new AssertionError(
            "%s fails as %s when its model fails as %s."
                .formatted(probe.what(), outcome.category(), category));
      }
      failed++;
    }
    return failed;
  }

  private static void categorised(Outcome outcome) {
    if (!outcome.categorised()) {
      throw new AssertionError(outcome.failure() + ", which is no PluginException.");
    }
    told(outcome);
  }

  private static void told(Outcome outcome) {
    if (outcome.thrown() != null
        && (outcome.thrown().getMessage() == null || outcome.thrown().getMessage().isBlank())
        && !(outcome.thrown() instanceof InterruptedException)) {
      throw new AssertionError(outcome.failure() + " without a word of why.");
    }
  }
}
