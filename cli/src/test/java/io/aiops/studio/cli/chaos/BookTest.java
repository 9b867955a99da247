package io.aiops.studio.cli.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What counts as lost and what as made again. */
final class BookTest {

  private final Book book = new Book();

  @Test
  void each_call_once_is_as_it_should_be() {
    for (Stage stage : Stage.values()) {
      assertThat(book.complete("e", true)).isFalse();
      assertThat(book.complete("e", false)).as("before " + stage).isEqualTo(stage == Stage.UNDO);
      book.write("e", stage, "key-" + stage);
    }
    assertThat(book.complete("e", true)).isTrue();
    assertThat(book.complete("e", false)).as("undone, though it was not refused").isFalse();
    assertThat(book.count()).isEqualTo(new Book.Count(7, 2, 0, 0, 0, 0));
    assertThat(book.firstFault()).isEmpty();
  }

  @Test
  void a_call_again_before_a_later_one_was_lost_with_its_process() {
    book.write("e", Stage.FIRST, "k");
    book.write("e", Stage.FIRST, "k");
    assertThat(book.count()).isEqualTo(new Book.Count(2, 0, 0, 0, 1, 0));
    assertThat(book.firstFault()).isEmpty();
  }

  @Test
  void a_call_again_after_a_later_one_was_recorded_and_must_not_come() {
    book.write("e", Stage.FIRST, "k");
    book.write("e", Stage.THINK, "m");
    book.write("e", Stage.NOTE, "n");
    book.write("e", Stage.FIRST, "k");
    book.write("e", Stage.THINK, "m");
    assertThat(book.count()).isEqualTo(new Book.Count(3, 2, 1, 1, 0, 0));
    assertThat(book.firstFault()).contains("FIRST").contains("although its result was recorded");
  }

  @Test
  void a_second_key_is_counted_and_named() {
    book.write("e", Stage.NOTE, "one");
    book.write("e", Stage.NOTE, "two");
    assertThat(book.count().otherKeys()).isEqualTo(1);
    assertThat(book.firstFault()).contains("another key").contains("one").contains("two");
  }

  @Test
  void executions_do_not_mix() {
    book.write("a", Stage.LAST, "k");
    book.write("b", Stage.FIRST, "k");
    assertThat(book.count().effectsTwice()).isZero();
  }
}
