package io.aiops.studio.host.isolate;

import java.time.Duration;

/**
 * What a plugin's process is held to.
 *
 * @param start from its start until the plugin is up
 * @param grace from the cancellation of a call until it must have ended
 * @param silence without an answer to a ping
 * @param stop from being told to end until it is killed
 * @param restart before it is started again the first time; doubled each time
 * @param restarts so many within {@code window}, then it is not started again
 * @param look how often it is looked at
 * @param threads at the same time
 * @param calls at the same time; more wait
 */
record Bounds(
    Duration start,
    Duration grace,
    Duration silence,
    Duration stop,
    Duration restart,
    int restarts,
    Duration window,
    Duration look,
    int threads,
    int calls) {

  static final Bounds DEFAULT =
      new Bounds(
          Duration.ofSeconds(20),
          Duration.ofSeconds(5),
          Duration.ofSeconds(15),
          Duration.ofSeconds(5),
          Duration.ofMillis(200),
          5,
          Duration.ofMinutes(5),
          Duration.ofMillis(500),
          512,
          256);

  Bounds withGrace(Duration other) {
    return new Bounds(start, other, silence, stop, restart, restarts, window, look, threads, calls);
  }

  Bounds withStart(Duration other) {
    return new Bounds(other, grace, silence, stop, restart, restarts, window, look, threads, calls);
  }

  Bounds withRestarts(int most) {
    return new Bounds(start, grace, silence, stop, restart, most, window, look, threads, calls);
  }

  Bounds withSilence(Duration other) {
    return new Bounds(start, grace, other, stop, restart, restarts, window, look, threads, calls);
  }
}
