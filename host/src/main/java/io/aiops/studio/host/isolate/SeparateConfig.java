package io.aiops.studio.host.isolate;

import io.aiops.studio.host.problem.Problem;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How processes of plugins are started.
 *
 * @param memoryMiB heap of each; {@code STUDIO_SEPARATE_MEMORY}
 * @param user of the operating system they run as, if the studio may change it; {@code
 *     STUDIO_SEPARATE_USER}; null for the studio's own
 * @param within command and arguments that are put in front of theirs, for what else the operating
 *     system shall hold; {@code STUDIO_SEPARATE_COMMAND}, with blanks between; empty for none
 */
public record SeparateConfig(int memoryMiB, @Nullable String user, List<String> within) {

  private static final int MEMORY = 128;
  private static final int LEAST = 32;
  private static final int MOST = 65_536;
  private static final Pattern USER = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,31}");

  /** What is good enough to start with. */
  public static final SeparateConfig DEFAULT = new SeparateConfig(MEMORY, null, List.of());

  public SeparateConfig {
    within = List.copyOf(within);
  }

  /**
   * @param problems get what cannot be used
   */
  public static SeparateConfig from(Map<String, String> environment, List<Problem> problems) {
    String user = environment.getOrDefault("STUDIO_SEPARATE_USER", "").strip();
    if (!user.isEmpty() && !USER.matcher(user).matches()) {
      problems.add(
          new Problem(
              "STUDIO_SEPARATE_USER",
              "is '" + user + "'; expected the name of a user of this machine"));
    }
    String command = environment.getOrDefault("STUDIO_SEPARATE_COMMAND", "").strip();
    return new SeparateConfig(
        memory(environment, problems),
        user.isEmpty() ? null : user,
        command.isEmpty() ? List.of() : List.of(command.split("\\s+", -1)));
  }

  /** Of the machine's memory: heap, classes and what is outside of it, and some for Java itself. */
  long mostMiB() {
    return 3L * memoryMiB + 128;
  }

  private static int memory(Map<String, String> environment, List<Problem> problems) {
    String text = environment.getOrDefault("STUDIO_SEPARATE_MEMORY", "").strip();
    if (text.isEmpty()) {
      return MEMORY;
    }
    if (text.matches("\\d{1,6}")) {
      int number = Integer.parseInt(text);
      if (number >= LEAST && number <= MOST) {
        return number;
      }
    }
    problems.add(
        new Problem(
            "STUDIO_SEPARATE_MEMORY",
            "is '" + text + "'; expected " + LEAST + " to " + MOST + ", in MiB"));
    return MEMORY;
  }
}
