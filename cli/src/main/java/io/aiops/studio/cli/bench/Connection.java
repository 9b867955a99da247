package io.aiops.studio.cli.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/** A connection that asks once and waits for the answer before it asks again. */
final class Connection {

  /** Hears that an answer is complete and the connection free. */
  interface Done {
    void now(Connection connection) throws IOException;
  }

  private final SocketChannel channel;
  private final AnswerReader reader = new AnswerReader();
  private final ByteBuffer in = ByteBuffer.allocateDirect(16 * 1024);
  private long idleSince;
  private AnswerReader.@Nullable Body body;
  private @Nullable Done done;

  private Connection(SocketChannel channel) {
    this.channel = channel;
  }

  static Connection open(InetSocketAddress server, Selector selector) throws IOException {
    SocketChannel channel = SocketChannel.open(server);
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    channel.configureBlocking(false);
    Connection connection = new Connection(channel);
    channel.register(selector, SelectionKey.OP_READ, connection);
    return connection;
  }

  int status() {
    return reader.status();
  }

  /** The server closes it after the last answer. */
  boolean last() {
    return reader.last();
  }

  /**
   * Whether it can be asked again. A server closes what nobody has used for a while, Liberty after
   * 30 s: a request that is on its way just then meets nobody, and whoever sent it cannot know if
   * it was taken.
   *
   * @param mostNanos so long it may have been idle
   */
  boolean usable(long mostNanos) throws IOException {
    return System.nanoTime() - idleSince < mostNanos && receive();
  }

  void close() throws IOException {
    channel.close();
  }

  /** A request is smaller than any send buffer, so nothing is left over. */
  void send(byte[] request, AnswerReader.Body answer, Done whenDone) throws IOException {
    body = answer;
    done = whenDone;
    if (channel.write(ByteBuffer.wrap(request)) != request.length) {
      throw new IOException("the server does not take a request of " + request.length + " bytes");
    }
  }

  /**
   * Takes in what has come.
   *
   * @return false if the connection is closed now
   * @throws IOException if it closed before its answer was complete
   */
  boolean receive() throws IOException {
    for (int read = channel.read(in); read != 0; read = channel.read(in)) {
      if (read < 0) {
        channel.close();
        if (done != null) {
          throw new IOException("the server closed it before it had answered");
        }
        return false;
      }
      in.flip();
      while (in.hasRemaining()) {
        AnswerReader.Body taking = body;
        if (taking == null) {
          throw new IOException("the server answered what nobody had asked");
        }
        if (reader.read(in, taking)) {
          Done told = done;
          done = null;
          body = null;
          idleSince = System.nanoTime();
          if (told != null) {
            told.now(this);
          }
          if (!channel.isOpen()) {
            return true;
          }
        }
      }
      in.clear();
    }
    return true;
  }
}
