package io.aiops.studio.cli.cluster.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.Channel;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A connection that is HTTP no longer, as the live pages' WebSockets, passes in both directions.
 */
@Timeout(120)
class UpgradeTest {

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private static final String SWITCH =
      "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: x\r\n\r\n";

  @Test
  void bytes_pass_both_ways_until_one_side_ends() throws Exception {
    EventLoopGroup group = new NioEventLoopGroup(1);
    try (ServerSocket node = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        Nodes nodes = new Nodes(List.of(new Nodes.Node("node-1", node.getLocalPort())))) {
      Thread.ofVirtual().start(() -> serve(node));
      nodes.watch();
      long end = System.nanoTime() + PATIENCE.toNanos();
      while (nodes.next("", Set.of()).isEmpty()) {
        assertThat(System.nanoTime()).as("a node that is ready by then").isLessThan(end);
        Thread.onSpinWait();
      }
      Channel proxy = ProxyMain.server(group, nodes).bind("127.0.0.1", 0).sync().channel();
      int port = ((InetSocketAddress) proxy.localAddress()).getPort();
      try (Socket client = new Socket(InetAddress.getLoopbackAddress(), port)) {
        client.setSoTimeout((int) PATIENCE.toMillis());
        send(
            client,
            "GET /push HTTP/1.1\r\nHost: here\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: x\r\n\r\n");
        String head = head(client.getInputStream());
        assertThat(head)
            .startsWith("HTTP/1.1 101")
            .containsIgnoringCase("upgrade: websocket")
            .contains("studio-node=node-1");
        for (String word : List.of("one", "two", "three")) {
          send(client, word);
          assertThat(
                  new String(
                      client.getInputStream().readNBytes(word.length()), StandardCharsets.US_ASCII))
              .isEqualTo(word);
        }
        send(client, "!");
        assertThat(client.getInputStream().read()).isEqualTo(-1);
      }
    } finally {
      group.shutdownGracefully(0, 1, TimeUnit.SECONDS).sync();
    }
  }

  /** Ready when asked; else it switches and says all again, until it hears an exclamation mark. */
  private static void serve(ServerSocket node) {
    while (!node.isClosed()) {
      try {
        Socket socket = node.accept();
        Thread.ofVirtual().start(() -> talk(socket));
      } catch (IOException e) {
        // The test is over.
        return;
      }
    }
  }

  private static void talk(Socket socket) {
    try (socket) {
      InputStream in = socket.getInputStream();
      if (!head(in).startsWith("GET /push")) {
        send(socket, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        return;
      }
      send(socket, SWITCH);
      int next = in.read();
      while (next >= 0 && next != '!') {
        socket.getOutputStream().write(next);
        next = in.read();
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static String head(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("ended after " + head);
      }
      head.append((char) next);
    }
    return head.toString();
  }

  private static void send(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    socket.getOutputStream().flush();
  }
}
