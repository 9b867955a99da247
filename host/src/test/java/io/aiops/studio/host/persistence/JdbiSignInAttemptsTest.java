package io.aiops.studio.host.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.host.identity.Person;
import io.aiops.studio.host.identity.SignInAttempts;
import io.aiops.studio.host.identity.SignInAttemptsContract;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class JdbiSignInAttemptsTest extends SignInAttemptsContract {

  private static final Instant T0 = Instant.parse("2026-01-01T00:00:00Z");

  private final Database database = TestDatabase.create();

  @Override
  protected SignInAttempts attempts() {
    return new JdbiSignInAttempts(database);
  }

  @Override
  protected UUID person() {
    UUID id = UUID.randomUUID();
    new JdbiIdentityStore(database)
        .addPerson(new Person(id, "p" + id, "p", "hash", true, 0, T0, null));
    return id;
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void many_at_once_gain_nothing() {
    SignInAttempts attempts = attempts();
    long lookedAt =
        IntStream.range(0, 40).parallel().filter(i -> attempts.begin("a", 5, T0).isEmpty()).count();
    assertThat(lookedAt).isEqualTo(5);
  }
}
