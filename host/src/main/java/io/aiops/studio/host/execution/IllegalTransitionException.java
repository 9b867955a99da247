package io.aiops.studio.host.execution;

/** An event does not fit the state it was applied to: the log or the decider is wrong. */
public class IllegalTransitionException extends IllegalStateException {

  private static final long serialVersionUID = 1L;

  public IllegalTransitionException(String what, Object from, Object to) {
    super("'" + what + "' cannot go from " + from + " to " + to);
  }
}
