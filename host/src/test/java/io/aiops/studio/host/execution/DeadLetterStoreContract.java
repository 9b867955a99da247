package io.aiops.studio.host.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every store of dead letters does. */
public abstract class DeadLetterStoreContract {

  private final UUID ours = UUID.randomUUID();
  private final UUID theirs = UUID.randomUUID();

  protected abstract DeadLetterStore store();

  private DeadLetter letter(int second) {
    return new DeadLetter(
        UUID.randomUUID(),
        ours,
        UUID.randomUUID(),
        "Cancel",
        "{\"n\":" + second + "}",
        "broken",
        8,
        Instant.parse("2026-11-28T12:00:00Z").plusSeconds(second));
  }

  @Test
  void letters_are_listed_newest_first_up_to_a_number() {
    DeadLetterStore store = store();
    DeadLetter first = letter(1);
    DeadLetter second = letter(2);
    DeadLetter third = letter(3);
    store.keep(second);
    store.keep(third);
    store.keep(first);
    assertThat(store.list(ours, 2)).containsExactly(third, second);
    assertThat(store.list(ours, 9)).containsExactly(third, second, first);
  }

  @Test
  void a_letter_that_is_kept_twice_is_there_once_and_as_it_was() {
    DeadLetterStore store = store();
    DeadLetter letter = letter(1);
    store.keep(letter);
    store.keep(letter.with("{}"));
    assertThat(store.list(ours, 9)).containsExactly(letter);
  }

  @Test
  void nobody_sees_or_touches_the_letters_of_another_workspace() {
    DeadLetterStore store = store();
    DeadLetter letter = letter(1);
    store.keep(letter);
    DeadLetter forged =
        new DeadLetter(
            letter.id(), theirs, letter.executionId(), "Cancel", "{}", "", 1, letter.at());
    assertThat(store.list(theirs, 9)).isEmpty();
    assertThat(store.find(theirs, letter.id())).isEmpty();
    assertThat(store.edit(forged)).isFalse();
    assertThat(store.remove(theirs, letter.id())).isFalse();
    assertThat(store.find(ours, letter.id())).contains(letter);
  }

  @Test
  void a_letter_is_edited_and_removed_once() {
    DeadLetterStore store = store();
    DeadLetter letter = letter(1);
    store.keep(letter);
    assertThat(store.edit(letter.with("{\"n\":7}"))).isTrue();
    assertThat(store.find(ours, letter.id())).contains(letter.with("{\"n\":7}"));
    assertThat(store.remove(ours, letter.id())).isTrue();
    assertThat(store.remove(ours, letter.id())).isFalse();
    assertThat(store.edit(letter)).isFalse();
  }
}
