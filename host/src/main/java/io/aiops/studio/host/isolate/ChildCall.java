package io.aiops.studio.host.isolate;

import io.aiops.studio.api.PluginException;
import io.aiops.studio.api.PluginException.Category;
import io.aiops.studio.host.isolate.Frame.Type;
import io.aiops.studio.host.isolate.Pipe.FrameTooLargeException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** One call of the plugin's code in its process, and what that code asks the studio meanwhile. */
final class ChildCall {

  private final Pipe pipe;
  private final long number;
  private final AtomicLong requests = new AtomicLong();
  private final Map<Long, BlockingQueue<Frame>> waiting = new ConcurrentHashMap<>();
  private @Nullable Thread thread;
  private volatile boolean cancelled;
  private volatile boolean over;

  ChildCall(Pipe pipe, long number) {
    this.pipe = pipe;
    this.number = number;
  }

  /** Runs it on this thread and tells its end, whatever that is. */
  void run(Callable<Object> code) {
    enter();
    Frame end;
    try {
      end = Frame.of(Type.RESULT, number, 0, code.call());
    } catch (Throwable e) {
      // Plugin code may throw anything; the studio decides what it means.
      end = failure(e);
    } finally {
      leave();
    }
    try {
      send(end);
    } catch (FrameTooLargeException e) {
      tell(
          failure(
              new PluginException(
                  Category.LIMIT_REACHED,
                  "What the plugin gives "
                      + e.getMessage()
                      + ". Let it be saved as a file instead.")));
    } catch (IOException e) {
      throw new UncheckedIOException("The studio does not listen any more", e);
    }
  }

  private Frame failure(Throwable e) {
    try {
      return Frame.of(Type.FAILURE, number, 0, Failed.of(e));
    } catch (Throwable again) {
      // Even its message is the plugin's code.
      return Frame.of(
          Type.FAILURE,
          number,
          0,
          Failed.of(
              new PluginException(
                  Category.INTERNAL, "The plugin failed, and failed again when asked why")));
    }
  }

  private synchronized void enter() {
    thread = Thread.currentThread();
    if (cancelled) {
      thread.interrupt();
    }
  }

  /** Its thread is another call's next: what interrupts this one must not come too late. */
  private synchronized void leave() {
    over = true;
    thread = null;
    Thread.interrupted();
  }

  synchronized void cancel() {
    cancelled = true;
    if (thread != null) {
      thread.interrupt();
    }
  }

  boolean cancelled() {
    return cancelled || over;
  }

  /** From the studio. */
  void hear(Frame frame) {
    if (frame.type() == Type.CANCEL) {
      cancel();
      return;
    }
    BlockingQueue<Frame> queue = waiting.get(frame.request());
    if (queue != null) {
      queue.add(frame);
    }
  }

  /** A question to the studio, which is answered by one message or more. */
  final class Request implements AutoCloseable {
    private final long id = requests.incrementAndGet();
    private final BlockingQueue<Frame> answers = new LinkedBlockingQueue<>();

    Request(Type type, @Nullable Object body) throws IOException {
      if (over) {
        throw new PluginException(
            Category.CANCELLED, "The call has ended; its context can no longer be used");
      }
      waiting.put(id, answers);
      try {
        say(Frame.of(type, number, id, body));
      } catch (IOException | RuntimeException e) {
        waiting.remove(id);
        throw e;
      }
    }

    /** Once more about the same. */
    void chunk(byte[] bytes) throws IOException {
      send(new Frame(Type.CHUNK, number, id, bytes));
    }

    void broken(String why) throws IOException {
      send(Frame.of(Type.BROKEN, number, id, why));
    }

    private void say(Frame frame) throws IOException {
      try {
        send(frame);
      } catch (FrameTooLargeException e) {
        throw new PluginException(
            Category.LIMIT_REACHED, "What the plugin asks " + e.getMessage(), e);
      }
    }

    /**
     * @throws PluginException or others, as the studio refuses it
     */
    Frame answer() throws IOException, InterruptedException {
      Frame frame = answers.take();
      if (frame.type() == Type.REFUSAL) {
        throw frame.as(Failed.class).inPlugin(id);
      }
      return frame;
    }

    @Override
    public void close() {
      waiting.remove(id);
    }
  }

  /** Does not wait, and asks nothing. */
  void progress(String message) {
    if (!over) {
      tell(Frame.of(Type.PROGRESS, number, 0, message));
    }
  }

  /** Does not read that file any more. */
  void close(long file) {
    if (!over) {
      tell(Frame.of(Type.CLOSE, number, 0, file));
    }
  }

  private void tell(Frame frame) {
    try {
      send(frame);
    } catch (IOException e) {
      throw new UncheckedIOException("The studio does not listen any more", e);
    }
  }

  private void send(Frame frame) throws IOException {
    pipe.write(frame);
  }
}
