package io.aiops.studio.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class FlatnessTest {

  private static final Instant BEGIN = Instant.parse("2026-11-29T10:00:00Z");
  private static final Sample.Measure HEAP = measure("heapAfterGcMiB");
  private static final Sample.Measure THREADS = measure("threads");
  private static final Sample.Measure DEPTH = measure("queueDepth");

  private static Sample.Measure measure(String name) {
    return Sample.ALL.stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow();
  }

  static Sample sample(
      int second, double millis, @Nullable Double heap, int threads, double queued) {
    double[] times = new double[100];
    Arrays.fill(times, millis);
    return new Sample(
        BEGIN.plusSeconds(second),
        second,
        times,
        BEGIN.plusSeconds(second),
        heap,
        0,
        threads,
        10,
        queued,
        200,
        500,
        60,
        Machine.Used.NONE,
        Duration.ZERO,
        second % 20 == 0 ? 10 : 12);
  }

  /** Twenty-five samples, of which every fifth has a heap. */
  private static List<Sample> samples(double heapGrowth, int threadsLater) {
    return IntStream.range(0, 25)
        .mapToObj(i ->
            sample(
                i * 10,
                i < 20 ? 10 : 20,
                i % 5 == 2 ? 100 * (1 + heapGrowth * i / 25) : null,
                i < 20 ? 100 : threadsLater,
                0))
        .toList();
  }

  @Test
  void says_whether_the_machine_itself_was_slower_than_before() {
    List<Sample> samples = samples(0, 100);
    double mean =
        Flatness.fifth(samples, 4).stream()
            .mapToDouble(Sample::yardstickMillis)
            .average()
            .orElseThrow();
    assertThat(Flatness.of(Sample.YARDSTICK, samples).last()).isEqualTo(mean).isBetween(10.0, 12.0);
  }

  @Test
  void measures_the_machine_by_work_that_takes_time() {
    assertThat(new Yardstick().millis()).isPositive();
  }

  @Test
  void compares_the_last_fifth_with_the_second() {
    Flatness heap = Flatness.of(HEAP, samples(0.5, 100));
    assertThat(heap.flat()).isFalse();
    assertThat(heap.figures())
        .containsEntry("secondFifth", 114.0)
        .containsEntry("lastFifth", 144.0)
        .containsEntry("ratio", 1.263)
        .containsEntry("flat", false);
    assertThat(Flatness.of(HEAP, samples(0.01, 100)).flat()).isTrue();
  }

  @Test
  void growth_within_the_grain_of_a_measure_is_none() {
    assertThat(Flatness.of(THREADS, samples(0, 101)).flat()).isTrue();
    assertThat(Flatness.of(THREADS, samples(0, 103)).flat()).isFalse();
    assertThat(Flatness.of(THREADS, samples(0, 50)).flat()).isTrue();
  }

  @Test
  void nothing_against_nothing_is_flat() {
    Flatness depth = Flatness.of(DEPTH, samples(0, 100));
    assertThat(depth.ratio()).isEqualTo(1);
    assertThat(depth.flat()).isTrue();
  }

  @Test
  void p99_is_that_of_all_executions_of_a_fifth() {
    Flatness p99 = Flatness.of(Sample.P99, samples(0, 100));
    assertThat(p99.second()).isEqualTo(10);
    assertThat(p99.last()).isEqualTo(20);
    assertThat(p99.flat()).isFalse();
  }

  @Test
  void what_was_not_measured_is_not_flat() {
    List<Sample> blind = IntStream.range(0, 25).mapToObj(i -> sample(i, 1, null, 100, 0)).toList();
    Flatness heap = Flatness.of(HEAP, blind);
    assertThat(heap.flat()).isFalse();
    assertThat(heap.figures()).containsEntry("ratio", "unknown");
  }
}
