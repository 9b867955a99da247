package io.aiops.studio.host.simulation;

import java.util.HashSet;
import java.util.Set;

/** A node's hold on the broker: what it has taken comes back when it is lost. */
final class Session {

  final String name;
  boolean lost;

  /** The pools of which a task stands at its door: it gets no more of them until that begins. */
  final Set<String> door = new HashSet<>();

  Session(String name) {
    this.name = name;
  }
}
