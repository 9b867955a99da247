package io.aiops.studio.cli.execution;

import io.aiops.studio.cli.console.Terminal;

/** What is said if the person presses Ctrl-C: the execution goes on without us. */
final class Farewell implements AutoCloseable {

  private final Thread hook;

  Farewell(Terminal terminal, String execution) {
    hook =
        new Thread(() ->
            terminal.say(
                """

                The execution goes on. See it:  ./studio show %s --follow
                Cancel it:                      ./studio cancel %s\
                """
                    .formatted(execution, execution)));
    Runtime.getRuntime().addShutdownHook(hook);
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is going down already, and the hook with its words is what runs.
      return;
    }
  }
}
