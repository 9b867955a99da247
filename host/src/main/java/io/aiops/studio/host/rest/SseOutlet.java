package io.aiops.studio.host.rest;

import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.io.IOException;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The open end of a stream: sends one event after the other, as fast as its reader takes them. */
public record SseOutlet(SseEventSink sink, Sse sse) implements AutoCloseable {

  /** How many event streams each person has open on this node, of whatever kind. */
  static final OpenStreams OPEN = new OpenStreams();

  private static final int SEND_SECONDS = 30;

  /** The reader takes no more. */
  public static final class GoneException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    GoneException(String message) {
      super(message);
    }
  }

  /**
   * One more of them; {@link #leave} is to be called when it ends.
   *
   * @throws RefusedException 429 if the person has as many open as they may
   */
  public static void enter(UUID userId) {
    OPEN.enter(userId);
  }

  public static void leave(UUID userId) {
    OPEN.leave(userId);
  }

  /** A sign of life. */
  public void alive() throws InterruptedException {
    send(sse.newEventBuilder().comment("still here").build());
  }

  public void send(String name, String data) throws InterruptedException {
    send(sse.newEventBuilder().name(name).data(String.class, data).build());
  }

  /**
   * Waits until it is out: a slow reader holds this virtual thread and nothing else.
   *
   * @throws GoneException if the reader has closed, or took nothing for 30 s
   */
  void send(OutboundSseEvent event) throws InterruptedException {
    if (sink.isClosed()) {
      throw new GoneException("closed");
    }
    try {
      sink.send(event).toCompletableFuture().get(SEND_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new GoneException(String.valueOf(e.getCause()));
    } catch (TimeoutException e) {
      throw new GoneException("took nothing for " + SEND_SECONDS + " s");
    }
  }

  @Override
  public void close() throws IOException {
    sink.close();
  }
}
