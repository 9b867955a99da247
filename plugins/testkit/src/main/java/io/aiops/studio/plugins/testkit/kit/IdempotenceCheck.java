package io.aiops.studio.plugins.testkit.kit;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The same work with the same key, as after a crash, comes to the same. */
final class IdempotenceCheck {

  /** How often a pair is made again. */
  private static final int AGAIN = 2;

  private IdempotenceCheck() {}

  static Finding of(Subject subject, Probes probes, Samples samples, Outside outside) {
    int twice = 0;
    String gap = "";
    for (Probe probe : probes.working()) {
      String admitted = samples.of(probe.offer().key()).gaps().get(Check.IDEMPOTENCE.word());
      if (admitted != null) {
        gap = probe.offer().key() + " says that it cannot: " + admitted;
        continue;
      }
      int before = outside.count();
      Pair pair =
          Pair.of(() -> probe.run(subject), () -> Instant.now().getEpochSecond(), outside::count);
      Outcome first = pair.first();
      Outcome second = pair.second();
      if (first.worked() && second.worked()) {
        same(pair);
        keyed(probe, outside.since(before));
        twice++;
      } else if (first.worked() != second.worked()) {
        throw new AssertionError(
            (first.worked() ? second : first).failure()
                + ", and the same call worked before or after");
      }
    }
    return twice == 0
        ? Finding.notApplicable(
            Check.IDEMPOTENCE, gap.isEmpty() ? "no call of it works without samples" : gap)
        : Finding.pass(
            Check.IDEMPOTENCE,
            "%d calls made twice came to the same%s"
                .formatted(twice, gap.isEmpty() ? "" : "; " + gap));
  }

  /** What came of the same call, made twice. */
  record Pair(Outcome first, Outcome second) {

    /**
     * HTTP's Date names the second: with an answer from outside, two calls may fall into two. Then
     * both are made again, a few times at most.
     *
     * @param second that a clock shows now
     * @param asked how often something outside was asked so far
     */
    static Pair of(Supplier<Outcome> call, LongSupplier second, IntSupplier asked) {
      int before = asked.getAsInt();
      for (int again = 0; ; again++) {
        long clock = second.getAsLong();
        Pair pair = new Pair(call.get(), call.get());
        if (again == AGAIN
            || asked.getAsInt() == before
            || second.getAsLong() == clock
            || !pair.differs()) {
          return pair;
        }
      }
    }

    private boolean differs() {
      return first.worked() && second.worked() && !Objects.equals(first.value(), second.value());
    }
  }

  private static void same(Pair pair) {
    Outcome first = pair.first();
    Outcome second = pair.second();
    if (pair.differs()) {
      throw new AssertionError(
          "%s gave %s, and with the same key %s."
              .formatted(first.what(), shortened(first.value()), shortened(second.value())));
    }
    if (!first.context().calls().equals(second.context().calls())) {
      throw new AssertionError(
          first.what() + " called other tools the second time; a recorded call fits no more.");
    }
  }

  /** What is changed outside twice counts once only if the key goes with it. */
  private static void keyed(Probe probe, List<Outside.Request> requests) {
    for (Outside.Request request : requests) {
      if (probe.changing() && request.changing() && !request.text().contains(Probe.KEY)) {
        throw new AssertionError(
            "%s sent %s %s without the call's idempotency key: made twice, it counts twice."
                .formatted(probe.what(), request.method(), request.path()));
      }
    }
  }

  private static String shortened(@Nullable Object value) {
    String text = String.valueOf(value);
    return text.length() > 120 ? text.substring(0, 120) + "…" : text;
  }
}
