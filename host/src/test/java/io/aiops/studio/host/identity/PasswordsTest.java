package io.aiops.studio.host.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.api.Test;

class PasswordsTest {

  private final Passwords passwords = new Passwords();

  @Test
  void aPasswordMatchesItsOwnHashOnly() {
    String hash = passwords.hash("correct horse");

    assertThat(passwords.matches("correct horse", hash)).isTrue();
    assertThat(passwords.matches("correct house", hash)).isFalse();
  }

  @Test
  void theHashOfNothingIsReadAndComputedLikeAnyOther() {
    // A hash that cannot be read would be an exception, and tell by its speed that nobody is there.
    assertThatCode(() -> passwords.matchesNobody("correct horse")).doesNotThrowAnyException();

    assertThat(passwords.nobody())
        .startsWith(
            passwords
                .hash("correct horse")
                .substring(0, "$argon2id$v=19$m=19456,t=2,p=1$".length()))
        .hasSameSizeAs(passwords.hash("correct horse"));
  }
}
