package io.aiops.studio.host.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.host.event.EventFeed.Notice;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class EndedMailboxTest {

  private final EndedMailbox mailbox = new EndedMailbox();

  private static Notice notice(UUID execution, boolean terminal) {
    return new Notice(execution, 7, terminal, "", "");
  }

  @Test
  void tells_those_that_ended_in_their_order_and_once() throws InterruptedException {
    UUID first = UUID.randomUUID();
    UUID second = UUID.randomUUID();
    mailbox.put(notice(first, true));
    mailbox.put(notice(UUID.randomUUID(), false));
    mailbox.put(notice(second, true));
    assertThat(mailbox.take(Duration.ZERO).ids()).containsExactly(first, second);
    assertThat(mailbox.take(Duration.ofMillis(1)).empty()).isTrue();
  }

  @Test
  void forgets_what_is_too_much_and_says_so() throws InterruptedException {
    for (int i = 0; i <= EndedMailbox.MOST; i++) {
      mailbox.put(notice(new UUID(0, i), true));
    }
    EndedMailbox.Mail mail = mailbox.take(Duration.ZERO);
    assertThat(mail.ids()).hasSize(EndedMailbox.MOST);
    assertThat(mail.missed()).isTrue();
    assertThat(mailbox.take(Duration.ofMillis(1)).missed()).isFalse();
  }
}
