package io.aiops.studio.host.identity;

import io.aiops.studio.host.problem.InvalidException;
import java.util.Locale;
import java.util.regex.Pattern;

/** What names people, workspaces and tokens may have. */
final class Names {

  private static final int MAX_LABEL = 100;
  private static final Pattern USER = Pattern.compile("[a-z0-9][a-z0-9._@+-]{1,62}");

  private Names() {}

  /** A user name as it is stored: what people type may have capitals and blanks around it. */
  static String typed(String userName) {
    return userName.strip().toLowerCase(Locale.ROOT);
  }

  static String user(String userName) {
    String name = typed(userName);
    if (!USER.matcher(name).matches()) {
      throw new InvalidException(
          "userName",
          "'%s' is no user name: use 2 to 63 of a-z, 0-9, '.', '_', '@', '+', '-', beginning with a letter or digit."
              .formatted(shortened(name)));
    }
    return name;
  }

  static String label(String field, String text) {
    String label = text.strip();
    if (label.isEmpty()
        || label.length() > MAX_LABEL
        || label.chars().anyMatch(Character::isISOControl)) {
      throw new InvalidException(
          field,
          "'%s' cannot be used: give 1 to %d characters without line breaks."
              .formatted(shortened(label.replaceAll("\\p{Cntrl}", "?")), MAX_LABEL));
    }
    return label;
  }

  private static String shortened(String text) {
    return text.length() <= 40 ? text : text.substring(0, 40) + "…";
  }
}
