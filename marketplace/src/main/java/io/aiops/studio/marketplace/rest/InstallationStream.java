package io.aiops.studio.marketplace.rest;

import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.json.Json;
import io.aiops.studio.host.problem.ConflictException;
import io.aiops.studio.host.problem.NotFoundException;
import io.aiops.studio.host.problem.UnavailableException;
import io.aiops.studio.host.rest.SseOutlet;
import io.aiops.studio.marketplace.install.Installation;
import io.aiops.studio.marketplace.install.Installations;
import io.aiops.studio.marketplace.install.Installations.Watching;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells one reader how an installation stands, on a virtual thread of its own, until it ends. */
final class InstallationStream implements Runnable {

  private static final Logger LOG = LoggerFactory.getLogger(InstallationStream.class);
  private static final Duration HEARTBEAT = Duration.ofSeconds(15);

  private final Installations installations;
  private final Caller caller;
  private final Supplier<Optional<Caller>> stillHere;
  private final UUID id;
  private final SseOutlet outlet;

  /** Only how it stands now: a slow reader sees fewer steps. */
  private final BlockingQueue<Installation> newest = new ArrayBlockingQueue<>(1);

  private InstallationStream(
      Installations installations,
      Caller caller,
      Supplier<Optional<Caller>> stillHere,
      UUID id,
      SseOutlet outlet) {
    this.installations = installations;
    this.caller = caller;
    this.stillHere = stillHere;
    this.id = id;
    this.outlet = outlet;
  }

  /**
   * Begins to send.
   *
   * @param stillHere empty once the caller may not read any more
   */
  static void open(
      Installations installations,
      Caller caller,
      Supplier<Optional<Caller>> stillHere,
      UUID id,
      SseOutlet outlet) {
    installations.get(caller, id);
    SseOutlet.enter(caller.userId());
    Thread.ofVirtual()
        .name("installation-" + id)
        .start(new InstallationStream(installations, caller, stillHere, id, outlet));
  }

  private void put(Installation now) {
    while (!newest.offer(now)) {
      newest.poll();
    }
  }

  @Override
  public void run() {
    try (outlet;
        Watching watching = installations.watch(caller, id, this::put)) {
      boolean ended = false;
      while (!ended) {
        Installation now = newest.poll(HEARTBEAT.toMillis(), TimeUnit.MILLISECONDS);
        if (now == null) {
          if (stillHere.get().isEmpty()) {
            return;
          }
          outlet.alive();
          continue;
        }
        outlet.send("installation", Json.write(now));
        ended = now.stage().end();
      }
      outlet.send("end", "{}");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (SseOutlet.GoneException | IOException e) {
      LOG.debug("A reader of installation {} has gone: {}", id, e.getMessage());
    } catch (ConflictException | NotFoundException | UnavailableException e) {
      LOG.info("Installation {} is told no further: {}", id, e.getMessage());
    } finally {
      SseOutlet.leave(caller.userId());
    }
  }
}
