package io.aiops.studio.host.isolate;

/** How a process is ended, and what is said of it then. */
final class ProcessEnd {

  /** By -XX:+ExitOnOutOfMemoryError. */
  private static final int OUT_OF_MEMORY = 3;

  private static final int SIGNAL = 128;

  private ProcessEnd() {}

  /** At once, with all that it began. */
  static void destroy(Process process) {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  /** In words, to be put after its name. */
  static String describe(int code, int memoryMiB) {
    if (code == OUT_OF_MEMORY) {
      return "ended with exit code 3, as it does when its memory of "
          + memoryMiB
          + " MiB is used up";
    }
    return code > SIGNAL
        ? "was killed by signal " + (code - SIGNAL)
        : "ended with exit code " + code;
  }
}
