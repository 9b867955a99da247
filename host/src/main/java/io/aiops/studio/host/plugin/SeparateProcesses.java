package io.aiops.studio.host.plugin;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Runs plugins that are not trusted, each in a process of its own. */
public interface SeparateProcesses {

  /**
   * Returns once the plugin is up in its process.
   *
   * @param plugin what people call it, for messages
   * @param printed told each line that it prints, as far as those are kept
   * @throws io.aiops.studio.host.problem.InvalidException if it does not come up: nothing is left
   *     of it then
   */
  Running start(String plugin, byte[] jar, Consumer<String> printed);

  /** A plugin in its process; the process may be another one after it died. */
  interface Running {

    /** Their services call the process; each failure says if a retry helps. */
    List<Offer> offers();

    /** Why it is not started again any more; empty while it is. */
    Optional<String> failure();

    /** What its process uses of the machine now; empty if there is none now, or nobody tells. */
    Optional<Use> use();

    /** Ends it, within some seconds. */
    void stop();
  }

  /**
   * What a process uses.
   *
   * @param memoryMiB of the machine's memory
   */
  record Use(int threads, long memoryMiB) {}

  /** For those who have none. */
  static SeparateProcesses none() {
    return (plugin, jar, printed) -> {
      throw new io.aiops.studio.host.problem.InvalidException(
          plugin, "shall run in a process of its own, which there is none for here");
    };
  }
}
