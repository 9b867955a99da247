package io.aiops.studio.host.batch;

import io.aiops.studio.host.problem.UnavailableException;
import io.aiops.studio.host.problem.Vital;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Many callers, one thread that does the work of all who came while it did the last: a commit costs
 * the same for one as for a hundred. An item that spoils a batch spoils only itself: the others are
 * done again one by one.
 *
 * @param <T> what a caller brings
 * @param <R> what it gets
 */
public final class GroupCommit<T, R> implements AutoCloseable {

  /** Does all of them or none; answers in the same order. */
  @FunctionalInterface
  public interface Work<T, R> {
    List<R> apply(List<T> items);
  }

  private record Waiting<T, R>(T item, CompletableFuture<R> answer) {}

  private final String name;
  private final int most;
  private final Duration patience;
  private final Work<T, R> work;
  private final BlockingQueue<Waiting<T, R>> queue;
  private final Thread thread;
  private volatile boolean closed;

  /**
   * @param name of the thread
   * @param most how many at once
   * @param waiting how many may wait; more are refused
   * @param patience how long a caller waits
   */
  public GroupCommit(String name, int most, int waiting, Duration patience, Work<T, R> work) {
    this.name = name;
    this.most = most;
    this.patience = patience;
    this.work = work;
    this.queue = new LinkedBlockingQueue<>(waiting);
    this.thread = Thread.ofPlatform().name(name).daemon().start(this::run);
  }

  /**
   * Waits until it is done.
   *
   * @throws UnavailableException if it is not done in time; it may still be done later
   * @throws RuntimeException as the work threw it
   */
  public R submit(T item) {
    CompletableFuture<R> answer = offer(item);
    try {
      return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new CompletionException(e.getCause());
    } catch (TimeoutException e) {
      throw new UnavailableException("The studio is too busy; try again in a moment.", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UnavailableException("Interrupted while waiting; try again.", e);
    }
  }

  /**
   * Does not wait.
   *
   * @param failed hears why it was not done, on any thread
   */
  public void post(T item, Consumer<Throwable> failed) {
    try {
      offer(item)
          .whenComplete((answer, failure) -> {
            if (failure != null) {
              failed.accept(failure);
            }
          });
    } catch (UnavailableException e) {
      failed.accept(e);
    }
  }

  private CompletableFuture<R> offer(T item) {
    CompletableFuture<R> answer = new CompletableFuture<>();
    if (closed || !queue.offer(new Waiting<>(item, answer))) {
      throw new UnavailableException(
          "The studio is " + (closed ? "stopping" : "too busy") + "; try again in a moment.",
          new IllegalStateException(name));
    }
    return answer;
  }

  private void run() {
    List<Waiting<T, R>> batch = new ArrayList<>();
    while (!closed) {
      try {
        Waiting<T, R> first = queue.poll(1, TimeUnit.SECONDS);
        if (first != null) {
          batch.add(first);
          queue.drainTo(batch, most - 1);
          handle(batch);
        }
      } catch (InterruptedException e) {
        closed = true;
      } catch (RuntimeException | Error e) {
        Vital.failed("The thread " + name, e);
        batch.forEach(one -> one.answer().completeExceptionally(e));
      } finally {
        batch.clear();
      }
    }
    refuse(queue);
  }

  private void handle(List<Waiting<T, R>> batch) {
    try {
      answer(batch);
    } catch (UnavailableException e) {
      batch.forEach(one -> one.answer().completeExceptionally(e));
    } catch (RuntimeException | Error e) {
      if (batch.size() == 1) {
        batch.getFirst().answer().completeExceptionally(e);
      } else {
        batch.forEach(one -> handle(List.of(one)));
      }
    }
  }

  private void answer(List<Waiting<T, R>> batch) {
    List<T> items = new ArrayList<>(batch.size());
    batch.forEach(one -> items.add(one.item()));
    List<R> answers = work.apply(items);
    for (int i = 0; i < batch.size(); i++) {
      batch.get(i).answer().complete(answers.get(i));
    }
  }

  private static <T, R> void refuse(BlockingQueue<Waiting<T, R>> left) {
    UnavailableException stopping =
        new UnavailableException(
            "The studio is stopping; try again in a moment.", new IllegalStateException("closed"));
    for (@Nullable Waiting<T, R> one = left.poll(); one != null; one = left.poll()) {
      one.answer().completeExceptionally(stopping);
    }
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
  }
}
