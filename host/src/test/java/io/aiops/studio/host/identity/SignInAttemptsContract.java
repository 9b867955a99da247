package io.aiops.studio.host.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every count of sign-in attempts must do. */
public abstract class SignInAttemptsContract {

  private static final Instant T0 = Instant.parse("2026-01-01T00:00:00Z");

  /** An empty one in which {@link #person()} exists. */
  protected abstract SignInAttempts attempts();

  protected abstract UUID person();

  @Test
  void locks_a_key_after_as_many_attempts_as_are_allowed() {
    SignInAttempts attempts = attempts();
    assertThat(attempts.begin("a", 2, T0)).isEmpty();
    assertThat(attempts.begin("a", 2, T0)).isEmpty();
    assertThat(attempts.begin("a", 2, T0)).contains(T0.plusSeconds(60));
    assertThat(attempts.begin("b", 2, T0)).isEmpty();
    assertThat(attempts.begin("a", 2, T0.plusSeconds(60))).isEmpty();
    assertThat(attempts.begin("a", 2, T0.plusSeconds(60))).contains(T0.plusSeconds(180));
  }

  @Test
  void forgets_a_key() {
    SignInAttempts attempts = attempts();
    attempts.begin("a", 1, T0);
    attempts.forget("a");
    assertThat(attempts.begin("a", 1, T0)).isEmpty();
  }

  @Test
  void takes_an_attempt_back() {
    SignInAttempts attempts = attempts();
    attempts.begin("a", 1, T0);
    attempts.takeBack("a", 1);
    attempts.takeBack("never seen", 1);
    assertThat(attempts.begin("a", 1, T0)).isEmpty();
  }

  @Test
  void remembers_where_somebody_signed_in() {
    SignInAttempts attempts = attempts();
    UUID person = person();
    attempts.remember(person, "192.0.2.1", T0);
    attempts.remember(person, "192.0.2.1", T0.plusSeconds(1));
    assertThat(attempts.knows(person, "192.0.2.1", T0.plusSeconds(1))).isTrue();
    assertThat(attempts.knows(person, "192.0.2.1", T0.plusSeconds(2))).isFalse();
    assertThat(attempts.knows(person, "192.0.2.2", T0)).isFalse();
  }

  @Test
  void forgets_where_nobody_signed_in_from_for_long() {
    SignInAttempts attempts = attempts();
    UUID person = person();
    attempts.remember(person, "192.0.2.1", T0);
    attempts.remember(person, "192.0.2.2", T0.plusSeconds(1));
    attempts.remember(person(), "192.0.2.3", T0.plus(SignInAttempts.KNOWN_FOR).plusSeconds(1));
    assertThat(attempts.knows(person, "192.0.2.1", T0)).isFalse();
    assertThat(attempts.knows(person, "192.0.2.2", T0)).isTrue();
  }
}
