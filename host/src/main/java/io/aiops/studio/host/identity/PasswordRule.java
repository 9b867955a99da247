package io.aiops.studio.host.identity;

import io.aiops.studio.host.problem.InvalidException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which passwords are accepted: long ones that are not among the first anybody would guess. No rule
 * about digits and signs; those make people choose worse ones (NIST SP 800-63B).
 */
final class PasswordRule {

  static final int MIN_LENGTH = 12;
  static final int MAX_LENGTH = 256;
  private static final int MIN_DISTINCT = 5;
  private static final Set<String> COMMON = common();

  private PasswordRule() {}

  /**
   * @throws InvalidException saying what to choose instead
   */
  static void check(String field, String userName, String password) {
    int length = password.codePointCount(0, password.length());
    if (length < MIN_LENGTH || length > MAX_LENGTH) {
      throw new InvalidException(
          field,
          "The password has %d characters; choose one of %d to %d."
              .formatted(length, MIN_LENGTH, MAX_LENGTH));
    }
    String lower = password.toLowerCase(Locale.ROOT);
    if (lower.contains(userName)) {
      throw new InvalidException(field, "The password holds the user name; choose another.");
    }
    if (COMMON.contains(lower) || lower.chars().distinct().count() < MIN_DISTINCT) {
      throw new InvalidException(
          field, "The password is among the first that are guessed; choose another.");
    }
  }

  private static Set<String> common() {
    try (InputStream in =
            Objects.requireNonNull(
                PasswordRule.class.getResourceAsStream("common-passwords.txt"),
                "common-passwords.txt is missing from the host jar");
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return lines.lines().filter(line -> !line.isBlank()).collect(Collectors.toSet());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
