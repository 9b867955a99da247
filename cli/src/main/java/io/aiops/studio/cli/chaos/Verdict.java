package io.aiops.studio.cli.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What became of the executions, and what the outside saw.
 *
 * @param right how many reached their right state
 * @param wrong a sentence for each that did not
 * @param longest from start to end, of the slowest
 */
record Verdict(
    long seed,
    int executions,
    long right,
    List<String> wrong,
    Times times,
    Disturbance disturbance,
    Book.Count count,
    String firstFault) {

  private static final int SHOWN = 10;

  /** How long it took, all and each. */
  record Times(Duration all, Duration median, Duration p99, Duration longest) {}

  /**
   * What was done, and what programs felt of it.
   *
   * @param failures members that did not come back
   */
  record Disturbance(
      Map<String, Integer> kills,
      List<String> failures,
      int ownerless,
      int startsAgain,
      int missedLooks) {}

  static Verdict of(
      long seed, int executions, Duration all, Flight flight, Breaker breaker, Book book) {
    List<Duration> took = flight.ended().stream().map(Flight.Ended::took).sorted().toList();
    return new Verdict(
        seed,
        executions,
        flight.ended().stream().filter(Flight.Ended::right).count(),
        flight.wrong(),
        new Times(all, rank(took, 0.5), rank(took, 0.99), rank(took, 1)),
        new Disturbance(
            breaker.count(),
            breaker.failures(),
            flight.ownerless(),
            flight.startsAgain(),
            flight.missedLooks()),
        book.count(),
        book.firstFault());
  }

  private static Duration rank(List<Duration> sorted, double part) {
    return sorted.isEmpty()
        ? Duration.ZERO
        : sorted.get(Math.max(0, (int) Math.ceil(part * sorted.size()) - 1));
  }

  boolean good() {
    return right == executions
        && wrong.isEmpty()
        && disturbance.ownerless() == 0
        && disturbance.failures().isEmpty()
        && count.modelCallsAgain() == 0
        && count.effectsTwice() == 0
        && count.otherKeys() == 0;
  }

  Map<String, Object> figures() {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("chaos", good() ? "passed" : "failed");
    line.put("seed", seed);
    line.put("executions", executions);
    line.put("rightState", right);
    line.put("ownerlessOver60s", disturbance.ownerless());
    line.put("completedModelCallsSentAgain", count.modelCallsAgain());
    line.put("effectsDuplicatedUnderOneKey", count.effectsTwice());
    line.put("callsUnderAnotherKey", count.otherKeys());
    line.put("callsRepeatedBecauseTheirResultWasLost", count.repeated());
    line.put("effects", count.effects());
    line.put("modelCalls", count.modelCalls());
    line.put("kills", disturbance.kills());
    line.put("startsSentAgain", disturbance.startsAgain());
    line.put("looksWithoutAnswer", disturbance.missedLooks());
    line.put("seconds", times.all().toMillis() / 1000.0);
    line.put("p50Millis", times.median().toMillis());
    line.put("p99Millis", times.p99().toMillis());
    line.put("longestMillis", times.longest().toMillis());
    return line;
  }

  List<String> sentences() {
    List<String> all = new ArrayList<>();
    all.add(
        "%d of %d executions reached their right state in %d s, through %d kills."
            .formatted(
                right,
                executions,
                times.all().toSeconds(),
                disturbance.kills().values().stream().mapToInt(Integer::intValue).sum()));
    all.add(
        "%d were without an owner for over 60 s; the slowest took %.1f s."
            .formatted(disturbance.ownerless(), times.longest().toMillis() / 1000.0));
    all.add(
        "%d completed model calls were sent again, %d recorded effects asked for twice; %d calls were repeated under their key because their result was lost with a process."
            .formatted(count.modelCallsAgain(), count.effectsTwice(), count.repeated()));
    if (!firstFault.isEmpty()) {
      all.add(firstFault);
    }
    all.addAll(disturbance.failures());
    wrong.stream().limit(SHOWN).forEach(all::add);
    if (wrong.size() > SHOWN) {
      all.add("… and " + (wrong.size() - SHOWN) + " more.");
    }
    return all;
  }
}
