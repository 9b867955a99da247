package io.aiops.studio.host.simulation;

/** A node's hold on the broker: what it has taken comes back when it is lost. */
final class Session {

  final String name;
  boolean lost;

  Session(String name) {
    this.name = name;
  }
}
