package io.aiops.studio.host.isolate;

import io.aiops.studio.api.CallContext;
import io.aiops.studio.host.isolate.Frame.Type;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The calls that are under way in one process, and how much of what they say is not heard yet. */
final class Conversations {

  /** What was said and nobody has read yet, in bytes. */
  private static final long MOST_WAITING = 2L * Pipe.LARGEST;

  /** Messages to calls that have ended, between two looks. */
  private static final int MOST_STRAYS = 10_000;

  private final ChildProcess process;
  private final Bounds bounds;
  private final Semaphore places;
  private final Map<Long, Conversation> conversations = new ConcurrentHashMap<>();
  private final AtomicLong numbers = new AtomicLong();
  private final AtomicLong waiting = new AtomicLong();
  private volatile int strays;

  Conversations(ChildProcess process, Bounds bounds) {
    this.process = process;
    this.bounds = bounds;
    this.places = new Semaphore(bounds.calls(), true);
  }

  /** As {@link ChildProcess#call}. */
  <T> T call(Type type, Object body, @Nullable CallContext context, Class<T> shape)
      throws Exception {
    places.acquire();
    long number = numbers.incrementAndGet();
    try (Conversation conversation = new Conversation(process, this, number, context)) {
      conversations.put(number, conversation);
      if (process.doomed()) {
        conversation.over();
      }
      return conversation.read(conversation.make(type, body, bounds.grace()), shape);
    } finally {
      conversations.remove(number);
      places.release();
    }
  }

  /**
   * Passes on what the process says; by one thread only.
   *
   * @return false if it is more than can be taken in
   */
  boolean hear(Frame frame) {
    Conversation conversation = conversations.get(frame.call());
    if (conversation != null) {
      return conversation.hear(frame);
    }
    // The look that begins anew may lose one of them.
    int now = strays + 1;
    strays = now;
    return now < MOST_STRAYS;
  }

  /** Strays are counted anew. */
  void look() {
    strays = 0;
  }

  /** The process has ended. */
  void over() {
    conversations.values().forEach(Conversation::over);
  }

  /**
   * @return false if too much waits already
   */
  boolean waits(int bytes) {
    if (waiting.addAndGet(bytes) <= MOST_WAITING) {
      return true;
    }
    waiting.addAndGet(-bytes);
    return false;
  }

  void heard(int bytes) {
    waiting.addAndGet(-bytes);
  }
}
