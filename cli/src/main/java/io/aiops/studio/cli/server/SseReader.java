package io.aiops.studio.cli.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Reads a stream of Server-Sent Events (WHATWG HTML, section 9.2) on a virtual thread of its own,
 * so that a stream that has fallen silent is noticed. A reader that is slow holds the stream back.
 */
final class SseReader implements AutoCloseable {

  /** More in one line is no event of a studio. */
  private static final int MAX_LINE = 64 * 1024 * 1024;

  private static final int AHEAD = 256;

  /** What came: an event; or a sign of life; or the end, broken or not. */
  private sealed interface Item {
    record Came(SseEvent event) implements Item {}

    record Alive() implements Item {}

    record Ended(@Nullable IOException failure) implements Item {}
  }

  private final InputStream stream;
  private final BlockingQueue<Item> items = new ArrayBlockingQueue<>(AHEAD);
  private final Thread thread;

  SseReader(InputStream stream) {
    this.stream = stream;
    this.thread = Thread.ofVirtual().name("sse").start(this::read);
  }

  /**
   * The next event; empty if the server ended the stream.
   *
   * @throws IOException if it broke, or brought no sign of life for {@code silence}
   */
  Optional<SseEvent> next(Duration silence) throws IOException, InterruptedException {
    while (true) {
      Item item = items.poll(silence.toMillis(), TimeUnit.MILLISECONDS);
      switch (item) {
        case Item.Came(SseEvent event) -> {
          return Optional.of(event);
        }
        case Item.Alive() -> {}
        case Item.Ended(IOException failure) -> {
          if (failure != null) {
            throw failure;
          }
          return Optional.empty();
        }
        case null -> throw new IOException("nothing came for " + silence.toSeconds() + " seconds");
      }
    }
  }

  private void read() {
    try {
      Item end;
      try (BufferedReader in =
          new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
        events(in);
        end = new Item.Ended(null);
      } catch (IOException e) {
        end = new Item.Ended(e);
      }
      items.put(end);
    } catch (InterruptedException e) {
      // Closed: nobody listens any more.
      Thread.currentThread().interrupt();
    }
  }

  private void events(BufferedReader in) throws IOException, InterruptedException {
    String id = null;
    String name = "message";
    StringBuilder data = new StringBuilder();
    boolean hasData = false;
    for (String line = line(in); line != null; line = line(in)) {
      int colon = line.indexOf(':');
      String field = colon < 0 ? line : line.substring(0, colon);
      String value = colon < 0 ? "" : line.substring(colon + 1);
      value = value.startsWith(" ") ? value.substring(1) : value;
      switch (field) {
        case "id" -> id = value;
        case "event" -> name = value;
        case "data" -> {
          data.append(hasData ? "\n" : "").append(value);
          hasData = true;
        }
        default -> {}
      }
      if (colon == 0) {
        items.put(new Item.Alive());
      }
      if (line.isEmpty()) {
        if (hasData) {
          items.put(new Item.Came(new SseEvent(id, name, data.toString())));
        }
        id = null;
        name = "message";
        data = new StringBuilder();
        hasData = false;
      }
    }
  }

  /** Up to the next line feed; null at the end. A last line without one was cut off: dropped. */
  private static @Nullable String line(BufferedReader in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c >= 0; c = in.read()) {
      if (c == '\n') {
        return line.toString();
      }
      if (c != '\r') {
        line.append((char) c);
      }
      if (line.length() > MAX_LINE) {
        throw new IOException("an event is larger than " + MAX_LINE + " characters");
      }
    }
    return null;
  }

  @Override
  public void close() throws IOException {
    thread.interrupt();
    stream.close();
  }
}
