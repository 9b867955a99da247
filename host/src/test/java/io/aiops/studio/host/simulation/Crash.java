package io.aiops.studio.host.simulation;

/** The node that runs this is dead from here on. */
final class Crash extends RuntimeException {

  private static final long serialVersionUID = 1L;

  Crash() {
    super("the node is dead", null, false, false);
  }
}
