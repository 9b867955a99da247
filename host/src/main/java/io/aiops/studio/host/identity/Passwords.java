package io.aiops.studio.host.identity;

import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;
import io.aiops.studio.host.problem.UnavailableException;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.Base64;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Hashes and checks passwords with Argon2id at OWASP's first choice of parameters: 19 MiB, 2
 * passes, 1 lane. Only as many at once as there are processors, so that a flood of sign-ins cannot
 * take the server's memory.
 */
public final class Passwords {

  private static final int MEMORY_KIB = 19 * 1024;
  private static final int PASSES = 2;
  private static final int LANES = 1;
  private static final int HASH_BYTES = 32;
  private static final int SALT_BYTES = 16;
  private static final int WAIT_SECONDS = 5;
  private static final String ALPHABET = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

  private final Semaphore turns = new Semaphore(Runtime.getRuntime().availableProcessors(), true);
  private final SecureRandom random = new SecureRandom();
  private final String nobody;

  public Passwords() {
    this.nobody =
        "$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s"
            .formatted(MEMORY_KIB, PASSES, LANES, random(SALT_BYTES), random(HASH_BYTES));
  }

  String hash(String password) {
    byte[] salt = new byte[SALT_BYTES];
    random.nextBytes(salt);
    return inTurn(() -> Password.hash(normal(password)).addSalt(salt).with(argon2()).getResult());
  }

  /** The library keeps each for ever, with 19 MiB: none before the first password. */
  private static Argon2Function argon2() {
    return Argon2Function.getInstance(MEMORY_KIB, PASSES, LANES, HASH_BYTES, Argon2.ID);
  }

  boolean matches(String password, String hash) {
    return inTurn(() ->
        Password.check(normal(password), hash).with(Argon2Function.getInstanceFromHash(hash)));
  }

  private String random(int bytes) {
    byte[] random = new byte[bytes];
    this.random.nextBytes(random);
    return Base64.getEncoder().withoutPadding().encodeToString(random);
  }

  /**
   * Takes as long as {@link #matches}: the time does not tell that there is no such person. What it
   * compares with is the hash of nothing.
   */
  void matchesNobody(String password) {
    matches(password, nobody);
  }

  String nobody() {
    return nobody;
  }

  /** One that nobody guesses and everybody can type: 119 bits. */
  String generate() {
    StringBuilder password = new StringBuilder();
    for (int i = 0; i < 20; i++) {
      password.append(i > 0 && i % 5 == 0 ? "-" : "");
      password.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return password.toString();
  }

  /** The same letters typed on another keyboard can arrive in another form. */
  private static String normal(String password) {
    return Normalizer.normalize(password, Normalizer.Form.NFKC);
  }

  private <T> T inTurn(Supplier<T> work) {
    try {
      if (!turns.tryAcquire(WAIT_SECONDS, TimeUnit.SECONDS)) {
        throw new UnavailableException(
            "Too many sign-ins at once; try again in a moment.",
            new TimeoutException("waited " + WAIT_SECONDS + " s for a turn"));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UnavailableException("The server is stopping; try again in a moment.", e);
    }
    try {
      return work.get();
    } finally {
      turns.release();
    }
  }
}
