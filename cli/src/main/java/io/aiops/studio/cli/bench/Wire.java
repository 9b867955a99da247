package io.aiops.studio.cli.bench;

import io.aiops.studio.cli.console.CommandFailedException;
import io.aiops.studio.cli.server.NoAnswerException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;

/**
 * HTTP/1.1 on connections that stay open, all of them served by the one thread that calls {@link
 * #turn}. It shares the processors with the server it measures and does no more than it must.
 */
final class Wire implements AutoCloseable {

  /** Takes an answer. */
  interface Answer {
    void of(int status, byte[] body);
  }

  /** Starts that the server works on at the same time; more would wait there instead of here. */
  private static final int MOST_CONNECTIONS = 64;

  /** Well below what servers and what stands before them allow. */
  private static final Duration LONGEST_IDLE = Duration.ofSeconds(5);

  private static final long SHORT = 1_000_000;
  private static final long NAP = 100_000;

  private final InetSocketAddress server;
  private final String head;
  private final String authorization;
  private final Selector selector;
  private final long longestIdle;
  private final Deque<Connection> idle = new ArrayDeque<>();
  private int open;

  /**
   * @param token of the API
   */
  Wire(URI base, String token) {
    this(base, token, LONGEST_IDLE);
  }

  /**
   * @param longestIdle a connection that was not used for so long is not used again
   */
  Wire(URI base, String token, Duration longestIdle) {
    this.longestIdle = longestIdle.toNanos();
    if (!"http".equals(base.getScheme())) {
      throw CommandFailedException.misuse(
          "%s cannot be measured: expected an http address, without TLS in the way."
              .formatted(base));
    }
    int port = base.getPort() < 0 ? 80 : base.getPort();
    head = " HTTP/1.1\r\nHost: " + base.getHost() + ":" + port + "\r\n";
    authorization = "Authorization: Bearer " + token + "\r\n";
    try {
      server = new InetSocketAddress(InetAddress.getByName(base.getHost()), port);
      selector = Selector.open();
    } catch (IOException e) {
      throw new NoAnswerException("No server can be reached at " + base + ".", e);
    }
  }

  /** A request with a JSON body, ready to be sent any number of times. */
  byte[] request(String path, String json) {
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    String text =
        "POST /api/v1/"
            + path
            + head
            + authorization
            + "Content-Type: application/json\r\nAccept: application/json\r\nContent-Length: "
            + body.length
            + "\r\n\r\n";
    byte[] first = text.getBytes(StandardCharsets.ISO_8859_1);
    byte[] all = new byte[first.length + body.length];
    System.arraycopy(first, 0, all, 0, first.length);
    System.arraycopy(body, 0, all, first.length, body.length);
    return all;
  }

  /** True if a request can be sent at once. */
  boolean ready() {
    return !idle.isEmpty() || open < MOST_CONNECTIONS;
  }

  /** Sends; the answer comes in a later turn. */
  void send(byte[] request, Answer answer) {
    ByteArrayOutputStream body = new ByteArrayOutputStream(128);
    exchange(
        connection -> {
          if (connection.last()) {
            connection.close();
            open--;
          } else {
            idle.push(connection);
          }
          answer.of(connection.status(), body.toByteArray());
        },
        body::writeBytes,
        request);
  }

  /** Opens a stream of events that does not end by itself. */
  void listen(String path, BiConsumer<String, String> events) {
    String text =
        "GET /api/v1/" + path + head + authorization + "Accept: text/event-stream\r\n\r\n";
    exchange(
        connection -> {
          throw new CommandFailedException(
              "The server ended the stream %s with status %d; is it of this version?"
                  .formatted(path, connection.status()));
        },
        new EventLines(events),
        text.getBytes(StandardCharsets.ISO_8859_1));
  }

  private void exchange(Connection.Done done, AnswerReader.Body body, byte[] request) {
    try {
      connection().send(request, body, done);
    } catch (IOException e) {
      throw broke(e);
    }
  }

  private Connection connection() throws IOException {
    for (Connection next = idle.poll(); next != null; next = idle.poll()) {
      if (next.usable(longestIdle)) {
        return next;
      }
      next.close();
      open--;
    }
    open++;
    return Connection.open(server, selector);
  }

  /** Waits for answers, {@code nanos} at most, and hands them over. */
  void turn(long nanos) {
    try {
      if (nanos >= SHORT) {
        selector.select(Duration.ofNanos(nanos).toMillis());
      } else if (selector.selectNow() == 0 && nanos > 0) {
        // A selector knows milliseconds only.
        LockSupport.parkNanos(Math.min(nanos, NAP));
        selector.selectNow();
      }
      for (SelectionKey key : selector.selectedKeys()) {
        Connection connection = (Connection) key.attachment();
        if (key.isValid() && !connection.receive()) {
          idle.remove(connection);
          open--;
        }
      }
      selector.selectedKeys().clear();
    } catch (IOException e) {
      throw broke(e);
    }
  }

  private static NoAnswerException broke(IOException e) {
    return new NoAnswerException(
        "A connection to the server broke under the load: " + e.getMessage() + ".", e);
  }

  @Override
  public void close() {
    try {
      for (SelectionKey key : selector.keys()) {
        key.channel().close();
      }
      selector.close();
    } catch (IOException e) {
      throw broke(e);
    }
  }
}
