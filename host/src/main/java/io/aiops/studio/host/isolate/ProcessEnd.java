package io.aiops.studio.host.isolate;

import java.util.concurrent.TimeUnit;

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

  /**
   * Waits for the end of one that has closed its output. It may have done that and gone on: then it
   * is ended.
   *
   * @param silent called if it has gone on
   * @return in words, to be put after its name
   */
  static String of(Process process, Runnable silent, int memoryMiB) throws InterruptedException {
    if (!process.waitFor(1, TimeUnit.SECONDS)) {
      silent.run();
      destroy(process);
      process.waitFor();
    }
    return describe(process.exitValue(), memoryMiB);
  }

  private static String describe(int code, int memoryMiB) {
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
