package io.aiops.studio.host.batch;

import io.aiops.studio.host.problem.UnavailableException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Many who ask at the same time, one reading for all who asked while the last went on. Whoever asks
 * is answered by a reading that began after that, so nobody sees what is out of date; who is alone
 * reads at once, on its own thread.
 *
 * @param <K> what is asked for
 * @param <V> what is there
 */
public final class Gathered<K, V> {

  /** Reads what there is of all of them. */
  @FunctionalInterface
  public interface Reading<K, V> {
    Map<K, V> of(Set<K> keys);
  }

  private record Batch<K, V>(Map<K, CompletableFuture<Optional<V>>> answers) {}

  private final int most;
  private final Reading<K, V> reading;
  private final ReentrantLock turn = new ReentrantLock();
  private @Nullable Batch<K, V> next;

  /**
   * @param most keys of one reading
   */
  public Gathered(int most, Reading<K, V> reading) {
    this.most = most;
    this.reading = reading;
  }

  /**
   * Waits for the answer; an interrupt does not end that.
   *
   * @throws RuntimeException as the reading threw it
   */
  public Optional<V> ask(K key) {
    Batch<K, V> batch;
    CompletableFuture<Optional<V>> answer;
    boolean first;
    synchronized (this) {
      Batch<K, V> open = next;
      first = open == null || open.answers.size() >= most;
      batch = open == null || first ? new Batch<>(new LinkedHashMap<>()) : open;
      answer = batch.answers.computeIfAbsent(key, each -> new CompletableFuture<>());
      next = batch;
    }
    if (first) {
      read(batch);
    }
    try {
      return answer.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw e;
    }
  }

  private void read(Batch<K, V> batch) {
    turn.lock();
    try {
      synchronized (this) {
        if (next == batch) {
          next = null;
        }
      }
      read(batch.answers);
    } finally {
      turn.unlock();
      // Nobody waits for ever, whatever was thrown.
      batch
          .answers
          .values()
          .forEach(answer ->
              answer.completeExceptionally(new IllegalStateException("The reading broke off")));
    }
  }

  /** What cannot be read spoils only itself. */
  private void read(Map<K, CompletableFuture<Optional<V>>> answers) {
    try {
      Map<K, V> found = uninterrupted(answers.keySet());
      answers.forEach((key, answer) -> answer.complete(Optional.ofNullable(found.get(key))));
    } catch (UnavailableException e) {
      answers.values().forEach(answer -> answer.completeExceptionally(e));
    } catch (RuntimeException e) {
      if (answers.size() == 1) {
        answers.values().forEach(answer -> answer.completeExceptionally(e));
      } else {
        answers.forEach((key, answer) -> read(Map.of(key, answer)));
      }
    }
  }

  /** Who reads may be interrupted; those who wait with it are not to suffer for it. */
  private Map<K, V> uninterrupted(Set<K> keys) {
    boolean interrupted = false;
    try {
      while (true) {
        interrupted |= Thread.interrupted();
        try {
          return reading.of(keys);
        } catch (RuntimeException e) {
          if (!Thread.interrupted()) {
            throw e;
          }
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
