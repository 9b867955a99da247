package io.aiops.studio.host.isolate;

import io.aiops.studio.api.CallContext;
import io.aiops.studio.api.PluginException;
import io.aiops.studio.api.PluginException.Category;
import io.aiops.studio.host.isolate.Frame.Type;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * One call of the plugin in its process, as the studio sees it. All of it happens on the thread
 * that makes the call: what the plugin asks in between is answered there too, so that limits,
 * records and interruption are those of a call in this process.
 */
final class Conversation implements AutoCloseable {

  private static final Set<Type> ENDS = Set.of(Type.RESULT, Type.FAILURE);

  /** Of a call that is lent nothing, and so has no deadline of its own. */
  private static final Duration LONGEST = Duration.ofSeconds(10);

  /** What waits here unread; anything more is too much. */
  private static final int MOST_WAITING = 200;

  /** News of progress beyond it are dropped. */
  private static final int MOST_NEWS = 100;

  private final ChildProcess process;
  private final Conversations all;
  private final long number;
  private final @Nullable Brokers brokers;
  private final BlockingQueue<Frame> inbox = new LinkedBlockingQueue<>();
  private final long late;
  private boolean cancelled;
  private boolean closed;

  /**
   * @param context null for calls that are lent nothing
   */
  Conversation(
      ChildProcess process, Conversations all, long number, @Nullable CallContext context) {
    this.process = process;
    this.all = all;
    this.number = number;
    this.brokers = context == null ? null : new Brokers(this, context);
    this.late = System.nanoTime() + LONGEST.toNanos();
  }

  /**
   * From the process; returns at once.
   *
   * @return false if it says more than can be heard
   */
  synchronized boolean hear(Frame frame) {
    if (closed) {
      return true;
    }
    boolean news = frame.type() == Type.PROGRESS;
    boolean room =
        inbox.size() < (news ? MOST_NEWS : MOST_WAITING) && all.waits(frame.body().length);
    if (room) {
      inbox.add(frame);
    }
    return room || news;
  }

  /** The process has ended. */
  void over() {
    inbox.add(Frame.bare(Type.STOP, number, 0));
  }

  /**
   * Makes the call.
   *
   * @return what the plugin gave
   * @throws InterruptedException if it was interrupted and the plugin did not answer to that
   */
  Frame make(Type type, Object body, Duration grace) throws Exception {
    say(Frame.of(type, number, 0, body));
    Frame end;
    try {
      end = next(ENDS, 0);
    } catch (InterruptedException e) {
      end = afterCancelling(grace);
    }
    if (end.type() == Type.RESULT) {
      return end;
    }
    Failed failed = read(end, Failed.class);
    RuntimeException own = brokers == null ? null : brokers.refusal(failed.request());
    throw own == null ? failed.inStudio() : own;
  }

  /**
   * Answers what the plugin asks until one of these comes.
   *
   * @param request whose
   */
  Frame next(Set<Type> wanted, long request) throws InterruptedException {
    while (true) {
      if (brokers != null && brokers.cancelled()) {
        throw new InterruptedException("Nobody waits for the call any more");
      }
      Frame frame = take();
      all.heard(frame.body().length);
      if (frame.type() == Type.STOP) {
        throw process.gone();
      }
      if (wanted.contains(frame.type()) && frame.request() == request) {
        return frame;
      }
      answer(frame);
    }
  }

  private Frame take() throws InterruptedException {
    if (brokers != null) {
      return inbox.take();
    }
    Frame frame = inbox.poll(late - System.nanoTime(), TimeUnit.NANOSECONDS);
    if (frame == null) {
      throw new InterruptedException("The call did not end within " + LONGEST.toSeconds() + " s");
    }
    return frame;
  }

  /** Tells the plugin that it is over, and lets it end in time. */
  private Frame afterCancelling(Duration grace) throws InterruptedException {
    cancelled = true;
    say(Frame.bare(Type.CANCEL, number, 0));
    long end = System.nanoTime() + grace.toNanos();
    boolean again = false;
    try {
      while (true) {
        Frame frame;
        try {
          frame = inbox.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
          again = true;
          continue;
        }
        if (frame == null) {
          process.kill("did not end a call within " + grace.toMillis() + " ms of its cancellation");
          throw new InterruptedException("The plugin did not end when it was cancelled");
        }
        all.heard(frame.body().length);
        if (frame.type() == Type.STOP) {
          throw process.gone();
        }
        if (ENDS.contains(frame.type())) {
          return frame;
        }
        answer(frame);
      }
    } finally {
      if (again) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void answer(Frame frame) {
    if (brokers == null) {
      throw broken("asks for " + frame.type() + " in a call that is lent nothing");
    }
    if (cancelled) {
      if (frame.request() != 0) {
        refuse(frame.request(), new PluginException(Category.CANCELLED, "The call was cancelled"));
      }
      return;
    }
    brokers.answer(frame);
  }

  void say(Frame frame) {
    try {
      process.send(frame);
    } catch (Pipe.FrameTooLargeException e) {
      throw new PluginException(
          Category.LIMIT_REACHED, "What a plugin in its own process is told " + e.getMessage(), e);
    } catch (IOException e) {
      throw process.gone();
    }
  }

  void tell(long request, @Nullable Object value) {
    say(Frame.of(Type.ANSWER, number, request, value));
  }

  void tell(long request, byte[] bytes) {
    say(new Frame(Type.ANSWER, number, request, bytes));
  }

  void pull(long request) {
    say(Frame.bare(Type.PULL, number, request));
  }

  void refuse(long request, Throwable why) {
    say(Frame.of(Type.REFUSAL, number, request, Failed.forPlugin(why)));
  }

  /** What the plugin says in a shape; what has another one is the end of its process. */
  <T> T read(Frame frame, Class<T> shape) {
    try {
      T value = frame.as(shape);
      if (value != null) {
        return value;
      }
    } catch (JacksonException e) {
      throw broken("sent a " + frame.type() + " that is none: " + e.getOriginalMessage());
    }
    throw broken("sent a " + frame.type() + " without anything in it");
  }

  private PluginException broken(String how) {
    process.kill(how);
    return process.gone();
  }

  @Override
  public synchronized void close() {
    closed = true;
    for (Frame left = inbox.poll(); left != null; left = inbox.poll()) {
      all.heard(left.body().length);
    }
    if (brokers != null) {
      brokers.close();
    }
  }
}
