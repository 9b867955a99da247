package io.aiops.studio.cli.bench;

import io.aiops.studio.cli.console.CommandFailedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A service on loopback that speaks OpenAI's chat completions and thinks for a while before each
 * answer, however many ask at the same time. It shares its processors with the server that is
 * measured, so it is one thread and does as little as it can: the JDK's HTTP server took a quarter
 * of both.
 */
final class SlowModel implements AutoCloseable {

  private static final int BACKLOG = 2048;
  private static final byte[] ANSWER = answer();

  private final ServerSocketChannel door;
  private final Selector selector;
  private final String url;
  private final Duration thinking;
  private final Thread thread;

  /** In the order in which they are due: all think for as long. */
  private final Deque<Thought> thoughts = new ArrayDeque<>();

  private volatile boolean closed;

  private final AtomicInteger most = new AtomicInteger();

  private record Thought(SocketChannel asker, long dueNanos) {}

  SlowModel(Duration thinking) {
    this.thinking = thinking;
    try {
      door = ServerSocketChannel.open();
      door.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
      door.configureBlocking(false);
      selector = Selector.open();
      door.register(selector, SelectionKey.OP_ACCEPT);
      url = "http://127.0.0.1:" + ((InetSocketAddress) door.getLocalAddress()).getPort() + "/v1";
    } catch (IOException e) {
      throw new CommandFailedException("No port can be opened: " + e.getMessage(), e);
    }
    thread = Thread.ofPlatform().name("slow-model").daemon().start(this::run);
  }

  String url() {
    return url;
  }

  /** The most that asked at the same time since this was asked last. */
  int most() {
    return most.getAndSet(0);
  }

  private void run() {
    while (!closed) {
      try {
        selector.select(this::serve, untilDue());
        answerThoseDue();
      } catch (IOException e) {
        throw new CommandFailedException("The slow model cannot go on: " + e.getMessage(), e);
      }
    }
  }

  /** Milliseconds; 0 for ever. */
  private long untilDue() {
    Thought first = thoughts.peek();
    return first == null
        ? 0
        : Math.max(1, TimeUnit.NANOSECONDS.toMillis(first.dueNanos() - System.nanoTime()));
  }

  private void serve(SelectionKey key) {
    try {
      if (key.isAcceptable()) {
        accept();
      } else {
        read((Question) key.attachment(), (SocketChannel) key.channel());
      }
    } catch (IOException e) {
      // Whoever asked has hung up; the execution shows it.
      close(key);
    }
  }

  private void accept() throws IOException {
    for (SocketChannel asker = door.accept(); asker != null; asker = door.accept()) {
      asker.configureBlocking(false);
      asker.register(selector, SelectionKey.OP_READ, new Question());
    }
  }

  private void read(Question question, SocketChannel asker) throws IOException {
    if (question.readAll(asker)) {
      thoughts.add(new Thought(asker, System.nanoTime() + thinking.toNanos()));
      most.accumulateAndGet(thoughts.size(), Math::max);
    }
  }

  private void answerThoseDue() throws IOException {
    for (Thought next = thoughts.peek();
        next != null && next.dueNanos() <= System.nanoTime();
        next = thoughts.peek()) {
      thoughts.remove();
      // All of it goes at once: nothing else waits to be sent to this asker.
      next.asker().write(ByteBuffer.wrap(ANSWER));
    }
  }

  private static byte[] answer() {
    String body =
        """
        {"id":"c1","object":"chat.completion","created":1,"model":"slow","choices":[{"index":0,\
        "message":{"role":"assistant","content":"OK"},"finish_reason":"stop"}],\
        "usage":{"prompt_tokens":10,"completion_tokens":1,"total_tokens":11}}\
        """;
    return "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
        .formatted(body.length(), body)
        .getBytes(StandardCharsets.US_ASCII);
  }

  @Override
  public void close() {
    closed = true;
    selector.wakeup();
    try {
      thread.join();
      selector.keys().forEach(SlowModel::close);
      selector.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void close(SelectionKey key) {
    try {
      key.channel().close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
