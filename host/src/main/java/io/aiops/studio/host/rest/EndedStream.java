package io.aiops.studio.host.rest;

import io.aiops.studio.host.Studio;
import io.aiops.studio.host.event.EventFeed.Subscription;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.json.Json;
import io.aiops.studio.host.problem.NotFoundException;
import io.aiops.studio.host.problem.UnavailableException;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells one reader which executions of a workspace have ended, on a virtual thread of its own. What
 * ended while the last event was sent goes into the next one, so a busy server sends fewer, larger
 * ones; nothing is read from the database for it.
 */
final class EndedStream implements Runnable {

  private static final Logger LOG = LoggerFactory.getLogger(EndedStream.class);
  private static final Duration HEARTBEAT = Duration.ofSeconds(15);

  private final Studio studio;
  private final Caller caller;
  private final Supplier<Optional<Caller>> stillHere;
  private final SseOutlet outlet;
  private final EndedMailbox mailbox = new EndedMailbox();

  private EndedStream(
      Studio studio, Caller caller, Supplier<Optional<Caller>> stillHere, SseOutlet outlet) {
    this.studio = studio;
    this.caller = caller;
    this.stillHere = stillHere;
    this.outlet = outlet;
  }

  /**
   * Begins to send.
   *
   * @param stillHere empty once the caller may not read any more
   * @throws RefusedException 429 if the person has too many open
   */
  static void open(
      Studio studio, Caller caller, Supplier<Optional<Caller>> stillHere, SseOutlet outlet) {
    SseOutlet.OPEN.enter(caller.userId());
    EndedStream stream = new EndedStream(studio, caller, stillHere, outlet);
    Thread.ofVirtual().name("ended-" + caller.workspaceId()).start(stream);
  }

  @Override
  public void run() {
    try (outlet;
        Subscription watching = studio.feed().watchAll(caller, mailbox::put)) {
      outlet.send("watching", "{}");
      long checked = System.nanoTime();
      while (true) {
        EndedMailbox.Mail mail = mailbox.take(HEARTBEAT);
        if (System.nanoTime() - checked >= HEARTBEAT.toNanos()) {
          if (stillHere.get().isEmpty()) {
            return;
          }
          checked = System.nanoTime();
        }
        if (mail.empty()) {
          outlet.alive();
        }
        if (!mail.ids().isEmpty()) {
          outlet.send("ended", Json.write(Map.of("ids", mail.ids())));
        }
        if (mail.missed()) {
          outlet.send("missed", "{}");
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (SseOutlet.GoneException | IOException e) {
      LOG.debug("A reader of workspace {} has gone: {}", caller.workspaceId(), e.getMessage());
    } catch (NotFoundException | UnavailableException e) {
      LOG.info(
          "The ended executions of workspace {} are told no further, the reader can ask again: {}",
          caller.workspaceId(),
          e.getMessage());
    } finally {
      SseOutlet.OPEN.leave(caller.userId());
    }
  }
}
