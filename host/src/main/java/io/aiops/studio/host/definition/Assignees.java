package io.aiops.studio.host.definition;

import io.aiops.studio.host.identity.Role;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * How a workflow says who is asked: a user name, or {@code role:builder} for all in the workspace
 * who may do what a builder may.
 */
public final class Assignees {

  /** At most so many are asked at once. */
  public static final int MOST = 50;

  public static final String EXPECTED =
      "a user name, or one of " + roles() + " for all who may do as much";

  private static final String ROLE = "role:";
  private static final Pattern USER = Pattern.compile("[a-z0-9][a-z0-9._@+-]{1,62}");

  private Assignees() {}

  private static List<String> roles() {
    return Arrays.stream(Role.values()).map(Assignees::of).toList();
  }

  public static String of(Role role) {
    return ROLE + role.name().toLowerCase(Locale.ROOT);
  }

  public static boolean fits(String who) {
    return who.startsWith(ROLE) ? roles().contains(who) : USER.matcher(who).matches();
  }

  /** Under which names somebody with this user name and role is asked. */
  public static List<String> names(String userName, Role role) {
    return Stream.concat(
            Stream.of(userName),
            Arrays.stream(Role.values()).filter(one -> one.compareTo(role) <= 0).map(Assignees::of))
        .toList();
  }
}
