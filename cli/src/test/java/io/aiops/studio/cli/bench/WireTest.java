package io.aiops.studio.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops.studio.cli.server.NoAnswerException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Connections that the server closes while nothing is asked of it. */
@Timeout(120)
class WireTest {

  private static final long TURN = 50_000_000;

  private final AtomicInteger connections = new AtomicInteger();
  private final List<Integer> answers = new ArrayList<>();
  private ServerSocket server;

  @BeforeEach
  void listen() throws IOException {
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  private URI url() {
    return URI.create("http://127.0.0.1:" + server.getLocalPort());
  }

  /**
   * @param answered of each connection, before it is closed
   */
  private void serve(int answered, Runnable closed) {
    Thread.ofVirtual()
        .start(() -> {
          while (!server.isClosed()) {
            try (Socket socket = server.accept()) {
              connections.incrementAndGet();
              BufferedReader in =
                  new BufferedReader(
                      new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
              boolean open = true;
              for (int i = 0; open && i < answered; i++) {
                open = answer(in, socket);
              }
            } catch (IOException e) {
              if (!server.isClosed()) {
                throw new UncheckedIOException(e);
              }
            }
            closed.run();
          }
        });
  }

  /**
   * To a request whose body is "{}".
   *
   * @return false if there is none: the client has closed it
   */
  private static boolean answer(BufferedReader in, Socket socket) throws IOException {
    String line = in.readLine();
    while (line != null && !line.isEmpty()) {
      line = in.readLine();
    }
    if (line == null) {
      return false;
    }
    in.read();
    in.read();
    socket
        .getOutputStream()
        .write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.UTF_8));
    return true;
  }

  private void ask(Wire wire) {
    int before = answers.size();
    wire.send(wire.request("things", "{}"), (status, body) -> answers.add(status));
    while (answers.size() == before) {
      wire.turn(TURN);
    }
  }

  @Test
  void one_that_was_closed_while_it_was_idle_is_not_asked_again() throws Exception {
    CountDownLatch closed = new CountDownLatch(1);
    serve(1, closed::countDown);
    try (Wire wire = new Wire(url(), "ast_x")) {
      ask(wire);
      closed.await();
      ask(wire);
    }
    assertThat(answers).containsExactly(200, 200);
    assertThat(connections).hasValue(2);
  }

  @Test
  void one_that_was_idle_for_long_is_left_alone_since_the_server_may_be_closing_it() {
    serve(2, () -> {});
    try (Wire wire = new Wire(url(), "ast_x", Duration.ZERO)) {
      ask(wire);
      ask(wire);
    }
    assertThat(answers).containsExactly(200, 200);
    assertThat(connections).hasValue(2);
  }

  @Test
  void one_that_is_in_use_is_used_again() {
    serve(2, () -> {});
    try (Wire wire = new Wire(url(), "ast_x")) {
      ask(wire);
      ask(wire);
    }
    assertThat(connections).hasValue(1);
  }

  @Test
  void a_request_that_was_taken_and_not_answered_is_said() throws Exception {
    CountDownLatch closed = new CountDownLatch(1);
    serve(0, closed::countDown);
    try (Wire wire = new Wire(url(), "ast_x")) {
      assertThatThrownBy(() -> ask(wire))
          .isInstanceOf(NoAnswerException.class)
          .hasMessageContaining("A connection to the server broke under the load");
    }
  }
}
