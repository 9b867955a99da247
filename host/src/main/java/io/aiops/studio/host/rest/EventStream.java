package io.aiops.studio.host.rest;

import io.aiops.studio.host.Studio;
import io.aiops.studio.host.event.EventFeed.Subscription;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.json.Json;
import io.aiops.studio.host.problem.NotFoundException;
import io.aiops.studio.host.problem.UnavailableException;
import io.aiops.studio.host.query.ExecutionViews;
import io.aiops.studio.host.query.ExecutionViews.Event;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One reader of an execution's events, on a virtual thread of its own. The engine only drops a
 * notice into the mailbox; what happened is read from the log at the reader's pace.
 */
final class EventStream implements Runnable {

  private static final Logger LOG = LoggerFactory.getLogger(EventStream.class);
  private static final Duration HEARTBEAT = Duration.ofSeconds(15);
  private static final int BATCH = 500;
  private static final Set<String> TERMINAL =
      Set.of("ExecutionCompleted", "ExecutionFailed", "ExecutionCancelled");

  private final Studio studio;
  private final Caller caller;
  private final Supplier<Optional<Caller>> stillHere;
  private final UUID execution;
  private final SseOutlet outlet;
  private final Mailbox mailbox = new Mailbox();
  private long after;

  /** Its end was among the events: also if the notice of it was lost. */
  private boolean told;

  private EventStream(
      Studio studio,
      Caller caller,
      Supplier<Optional<Caller>> stillHere,
      UUID execution,
      long after,
      SseOutlet outlet) {
    this.studio = studio;
    this.caller = caller;
    this.stillHere = stillHere;
    this.execution = execution;
    this.after = after;
    this.outlet = outlet;
  }

  /**
   * Begins to send.
   *
   * @param stillHere empty once the caller may not read any more
   * @throws NotFoundException if the workspace has no such execution
   * @throws RefusedException 429 if the person has too many open
   */
  static void open(
      Studio studio,
      Caller caller,
      Supplier<Optional<Caller>> stillHere,
      UUID execution,
      long after,
      SseOutlet outlet) {
    studio.query().summary(caller, execution);
    SseOutlet.OPEN.enter(caller.userId());
    EventStream stream = new EventStream(studio, caller, stillHere, execution, after, outlet);
    Thread.ofVirtual().name("events-" + execution).start(stream);
  }

  @Override
  public void run() {
    try (outlet;
        Subscription watching = studio.feed().watch(caller, execution, mailbox::put)) {
      boolean ended = studio.query().summary(caller, execution).status().terminal();
      long checked = System.nanoTime();
      sendEvents();
      while (!ended && !outlet.sink().isClosed()) {
        Mailbox.Mail mail = mailbox.take(HEARTBEAT);
        for (Map.Entry<String, String> step : mail.progress().entrySet()) {
          outlet.send(progress(step.getKey(), step.getValue()));
        }
        if (mail.empty() || System.nanoTime() - checked >= HEARTBEAT.toNanos()) {
          // Also while much happens: a revoked token must not read on until it gets quiet.
          if (stillHere.get().isEmpty()) {
            return;
          }
          checked = System.nanoTime();
        }
        if (mail.empty()) {
          outlet.alive();
        }
        sendEvents();
        ended = mail.ended() || told;
      }
      outlet.send("end", "{}");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (SseOutlet.GoneException | IOException e) {
      LOG.debug("The reader of execution {} has gone: {}", execution, e.getMessage());
    } catch (NotFoundException | UnavailableException e) {
      LOG.info(
          "Events of execution {} end here, the reader can resume: {}", execution, e.getMessage());
    } finally {
      SseOutlet.OPEN.leave(caller.userId());
    }
  }

  private void sendEvents() throws InterruptedException {
    ExecutionViews.Events events;
    do {
      events = studio.query().events(caller, execution, after, BATCH);
      for (Event event : events.items()) {
        outlet.send(
            outlet
                .sse()
                .newEventBuilder()
                .id(Long.toString(event.sequence()))
                .name(event.type())
                .mediaType(MediaType.TEXT_PLAIN_TYPE)
                .data(String.class, Json.write(event))
                .build());
        after = event.sequence();
        told |= TERMINAL.contains(event.type());
      }
    } while (events.more());
  }

  private OutboundSseEvent progress(String step, String message) {
    return outlet
        .sse()
        .newEventBuilder()
        .name("progress")
        .mediaType(MediaType.TEXT_PLAIN_TYPE)
        .data(String.class, Json.write(Map.of("step", step, "message", message)))
        .build();
  }
}
