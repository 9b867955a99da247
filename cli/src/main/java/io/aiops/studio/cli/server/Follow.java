package io.aiops.studio.cli.server;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Follows an execution to its end, across broken connections and restarts of the server: each new
 * stream begins after the last event seen.
 */
public final class Follow {

  /** Hears what happens. */
  public interface Listener {
    /** Each event once, in order. */
    void event(ExecutionEvent event);

    void progress(String step, String message);

    /** The stream is gone; told once until it is back. */
    void lost(String why);

    void back();
  }

  /** The server gives a sign of life every 15 seconds. */
  private static final Duration SILENCE = Duration.ofSeconds(45);

  private static final Duration FIRST_WAIT = Duration.ofMillis(250);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);
  private static final Duration LONGEST_ASKED_FOR = Duration.ofSeconds(30);
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  /** A restarted server has a new token in its data folder; a few refusals may come before it. */
  private static final int MAX_DENIALS = 5;

  private final Api api;
  private final Pause pause;
  private final String execution;
  private final Listener listener;
  private long lastSequence;
  private boolean ended;
  private boolean lost;
  private int denials;
  private Duration wait = FIRST_WAIT;
  private Duration waited = Duration.ZERO;

  public Follow(Api api, Pause pause, String execution, Listener listener) {
    this.api = api;
    this.pause = pause;
    this.execution = execution;
    this.listener = listener;
  }

  /**
   * Returns when the execution has ended.
   *
   * @throws NoAnswerException if the server stays away for ten minutes
   * @throws RefusedException if it does not let us see the execution
   */
  public void run() throws InterruptedException {
    while (!ended) {
      Duration next = wait;
      String why;
      try (SseReader events =
          api.events(Resource.of("executions", execution, "events"), lastSequence)) {
        answered();
        read(events);
        why = "the server ended the stream";
      } catch (NoAnswerException | IOException e) {
        why = String.valueOf(e.getMessage());
      } catch (RefusedException e) {
        why = worthAnotherTry(e);
        next = e.retryAfter().filter(asked -> asked.compareTo(LONGEST_ASKED_FOR) <= 0).orElse(wait);
      }
      if (!ended) {
        waitFor(next, why);
      }
    }
  }

  private void read(SseReader events) throws IOException, InterruptedException {
    for (Optional<SseEvent> next = events.next(SILENCE);
        next.isPresent();
        next = events.next(SILENCE)) {
      wait = FIRST_WAIT;
      SseEvent event = next.get();
      if (event.name().equals("progress")) {
        JsonNode progress = Json.mapper().readTree(event.data());
        listener.progress(Json.text(progress, "step"), Json.text(progress, "message"));
      } else if (event.id() != null) {
        take(ExecutionEvent.read(event.data()));
      }
      if (ended) {
        return;
      }
    }
  }

  private void take(ExecutionEvent event) {
    if (event.sequence() > lastSequence) {
      lastSequence = event.sequence();
      ended = event.last();
      listener.event(event);
    }
  }

  /** The back-off goes on until an event comes: a stream may open and end again at once. */
  private void answered() {
    if (lost) {
      listener.back();
    }
    lost = false;
    denials = 0;
    waited = Duration.ZERO;
  }

  private String worthAnotherTry(RefusedException refusal) {
    int status = refusal.status();
    boolean denied = status == 401 || status == 403;
    if (denied ? ++denials >= MAX_DENIALS : status != 429 && status < 500) {
      throw refusal;
    }
    return String.valueOf(refusal.getMessage());
  }

  private void waitFor(Duration next, String why) throws InterruptedException {
    if (waited.compareTo(PATIENCE) >= 0) {
      throw new NoAnswerException(
          ("The server at %s has not answered for %d minutes (%s). The execution goes on when it"
                  + " is back; see it with ./studio show %s --follow.")
              .formatted(api.base(), PATIENCE.toMinutes(), why, execution),
          null);
    }
    if (!lost) {
      lost = true;
      listener.lost(why);
    }
    pause.of(next);
    waited = waited.plus(next);
    Duration doubled = wait.multipliedBy(2);
    wait = doubled.compareTo(LONGEST_WAIT) < 0 ? doubled : LONGEST_WAIT;
  }
}
