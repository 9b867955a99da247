package io.aiops.studio.host.definition;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How the work of a workflow's executions queues.
 *
 * @param priority 0 to 9; of tasks that wait, those with more go first
 * @param pool the workers its tasks go to, where a step does not say another
 * @param executions how many may run at the same time; 0 for any number
 */
public record Queueing(int priority, String pool, int executions) {

  public static final int ORDINARY = 4;
  public static final int HIGHEST = 9;
  public static final int MOST_EXECUTIONS = 1_000_000;

  /** The pool of whatever names none. */
  public static final String DEFAULT_POOL = "default";

  public static final Queueing DEFAULT = new Queueing(ORDINARY, DEFAULT_POOL, 0);

  /** What a pool's name must be, for messages. */
  public static final String POOL_EXPECTED =
      "expected 1 to 40 lower case letters, digits and '-', the first a letter";

  private static final Pattern POOL = Pattern.compile("[a-z][a-z0-9-]{0,39}");

  public static boolean isPool(String name) {
    return POOL.matcher(name).matches();
  }

  /** The pool a step's tasks go to. */
  public String poolOf(Step step) {
    @Nullable String own = step.pool();
    return own == null ? pool : own;
  }
}
