package io.aiops.studio.host.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GatheredTest {

  private final List<Set<Integer>> readings = new CopyOnWriteArrayList<>();
  private final CountDownLatch goOn = new CountDownLatch(1);
  private final AtomicInteger asked = new AtomicInteger();
  private final List<Thread> all = new CopyOnWriteArrayList<>();
  private final ExecutorService threads =
      Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work);
        all.add(thread);
        return thread;
      });

  @AfterEach
  void end() {
    threads.shutdownNow();
  }

  /** Of even numbers there is a half; 13 cannot be read; the first reading takes its time. */
  private Map<Integer, Integer> read(Set<Integer> keys) {
    readings.add(Set.copyOf(keys));
    if (readings.size() == 1) {
      await();
    }
    Map<Integer, Integer> found = new HashMap<>();
    for (int key : keys) {
      if (key == 13) {
        throw new IllegalStateException("13");
      }
      if (key % 2 == 0) {
        found.put(key, key / 2);
      }
    }
    return found;
  }

  private void await() {
    try {
      goOn.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private List<CompletableFuture<Object>> asking(
      Gathered<Integer, Integer> gathered, List<Integer> keys) {
    List<CompletableFuture<Object>> answers = new ArrayList<>();
    for (int key : keys) {
      answers.add(
          CompletableFuture.supplyAsync(
              () -> {
                asked.incrementAndGet();
                return gathered.ask(key).map(Object.class::cast).orElse("nothing");
              },
              threads));
    }
    return answers;
  }

  /** Waits until they have asked, and wait for the one that reads or for its turn. */
  private void asked(int count) {
    Awaitility.await()
        .atMost(Duration.ofMinutes(1))
        // A thread that just gets a lock waits no longer than that.
        .during(Duration.ofMillis(200))
        .until(() ->
            asked.get() == count
                && all.stream().allMatch(each -> each.getState() == Thread.State.WAITING));
  }

  @Test
  void those_who_ask_while_one_reads_share_the_next_reading() {
    Gathered<Integer, Integer> gathered = new Gathered<>(4, this::read);
    List<CompletableFuture<Object>> answers = new ArrayList<>(asking(gathered, List.of(2)));
    Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> readings.size() == 1);
    answers.addAll(asking(gathered, List.of(2, 4, 5, 4)));
    asked(5);
    goOn.countDown();
    assertThat(answers.stream().map(CompletableFuture::join))
        .containsExactly(1, 1, 2, "nothing", 2);
    assertThat(readings).containsExactly(Set.of(2), Set.of(2, 4, 5));
  }

  @Test
  void a_reading_has_so_many_keys_at_most() {
    Gathered<Integer, Integer> gathered = new Gathered<>(2, this::read);
    List<CompletableFuture<Object>> answers = new ArrayList<>(asking(gathered, List.of(2)));
    Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> readings.size() == 1);
    answers.addAll(asking(gathered, List.of(4, 6, 8, 10, 12)));
    asked(6);
    goOn.countDown();
    assertThat(answers.stream().map(CompletableFuture::join)).containsExactly(1, 2, 3, 4, 5, 6);
    assertThat(readings).hasSize(4).allMatch(keys -> keys.size() <= 2);
  }

  @Test
  void what_cannot_be_read_spoils_only_itself() {
    Gathered<Integer, Integer> gathered = new Gathered<>(4, this::read);
    List<CompletableFuture<Object>> first = new ArrayList<>(asking(gathered, List.of(2)));
    Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> readings.size() == 1);
    List<CompletableFuture<Object>> answers = asking(gathered, List.of(6, 13, 8));
    asked(4);
    goOn.countDown();
    assertThat(first.getFirst().join()).isEqualTo(1);
    assertThat(answers.getFirst().join()).isEqualTo(3);
    assertThat(answers.getLast().join()).isEqualTo(4);
    assertThatThrownBy(answers.get(1)::join).hasRootCauseMessage("13");
  }

  /** As a connection pool does: it throws, and leaves the flag as it is. */
  @Test
  void an_interruption_of_the_one_who_reads_is_not_the_others() {
    AtomicInteger failed = new AtomicInteger();
    Gathered<Integer, Integer> gathered =
        new Gathered<>(
            4,
            keys -> {
              if (failed.getAndIncrement() == 0) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted");
              }
              return Map.of(6, 3);
            });
    assertThat(gathered.ask(6)).contains(3);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(failed).hasValue(2);
  }

  @Test
  void nobody_waits_for_ever_when_reading_breaks_down() {
    Gathered<Integer, Integer> gathered =
        new Gathered<>(
            4,
            keys -> {
              if (readings.isEmpty()) {
                readings.add(keys);
                await();
                return Map.of();
              }
              throw new StackOverflowError();
            });
    List<CompletableFuture<Object>> answers = new ArrayList<>(asking(gathered, List.of(2)));
    Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> readings.size() == 1);
    answers.addAll(asking(gathered, List.of(4, 6)));
    asked(3);
    goOn.countDown();
    assertThat(answers.getFirst().join()).isEqualTo("nothing");
    assertThatThrownBy(answers.get(1)::join).isInstanceOf(CompletionException.class);
    assertThatThrownBy(answers.get(2)::join).isInstanceOf(CompletionException.class);
  }

  @Test
  void who_is_alone_is_told_of_a_failure_as_it_was() {
    goOn.countDown();
    Gathered<Integer, Integer> gathered = new Gathered<>(4, this::read);
    assertThatThrownBy(() -> gathered.ask(13))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("13");
    assertThat(gathered.ask(6)).contains(3);
  }
}
