package io.aiops.studio.host.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.host.event.EventFeed.Notice;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class MailboxTest {

  private static final UUID EXECUTION = UUID.randomUUID();
  private final Mailbox mailbox = new Mailbox();

  private static Notice moved(long sequence, boolean ended) {
    return new Notice(EXECUTION, sequence, ended, "", "");
  }

  private static Notice progress(String step, String message) {
    return new Notice(EXECUTION, 0, false, step, message);
  }

  @Test
  void many_notices_become_one_mail_with_the_newest_progress_of_each_step()
      throws InterruptedException {
    for (int i = 1; i <= 1000; i++) {
      mailbox.put(moved(i, false));
      mailbox.put(progress("a", "line " + i));
    }
    mailbox.put(progress("b", "begun"));
    Mailbox.Mail mail = mailbox.take(Duration.ZERO);
    assertThat(mail.moved()).isTrue();
    assertThat(mail.ended()).isFalse();
    assertThat(mail.progress()).hasSize(2).containsEntry("a", "line 1000");
    assertThat(mailbox.take(Duration.ZERO).empty()).isTrue();
  }

  @Test
  void never_grows_beyond_a_bound() throws InterruptedException {
    for (int i = 0; i < 10_000; i++) {
      mailbox.put(progress("step" + i, "x"));
    }
    assertThat(mailbox.take(Duration.ZERO).progress()).hasSize(200);
  }

  @Test
  void remembers_that_the_execution_has_ended() throws InterruptedException {
    mailbox.put(moved(7, true));
    mailbox.put(progress("a", "late"));
    assertThat(mailbox.take(Duration.ofSeconds(1)).ended()).isTrue();
  }
}
