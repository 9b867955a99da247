package io.aiops.studio.plugins.testkit.kit;

import io.aiops.studio.plugins.testkit.ScriptedModel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A call whose thread is interrupted ends soon. */
final class CancellationCheck {

  /** What ends within it was not there to be interrupted. */
  private static final Duration BEGINNING = Duration.ofMillis(300);

  /** The studio waits no longer than that for its thread. */
  private static final Duration BOUND = Duration.ofSeconds(5);

  private CancellationCheck() {}

  static Finding of(Subject subject, Probes probes) {
    int interrupted = 0;
    List<Probe> tried = new ArrayList<>(probes.slow());
    probes.working().stream()
        .filter(probe -> probe.offer().kind() != Offer.Kind.OBSERVER)
        .forEach(tried::add);
    for (Probe probe : tried) {
      Running running = probe.started(subject, ScriptedModel.silent());
      if (running.ended(BEGINNING)) {
        continue;
      }
      running.thread().interrupt();
      if (!running.ended(BOUND)) {
        throw new AssertionError(
            "%s runs on %d s after its thread was interrupted."
                .formatted(probe.what(), BOUND.toSeconds()));
      }
      Outcome outcome = Outcome.of(running);
      if (!outcome.worked()
          && !(outcome.thrown() instanceof InterruptedException)
          && !outcome.category().equals("CANCELLED")) {
        throw new AssertionError(
            outcome.failure()
                + " when it was interrupted; expected an InterruptedException or CANCELLED.");
      }
      interrupted++;
    }
    return interrupted == 0
        ? Finding.notApplicable(
            Check.CANCELLATION,
            "no call of it lasts for %d ms; give one as 'slow' in %s"
                .formatted(BEGINNING.toMillis(), Samples.PATH))
        : Finding.pass(
            Check.CANCELLATION,
            "%d calls ended within %d s of their interruption"
                .formatted(interrupted, BOUND.toSeconds()));
  }
}
