package io.aiops.studio.host.connection;

/** Keeps, where all nodes see it, what the first of them sealed under the master key. */
@FunctionalInterface
public interface KeyWitness {

  /** Keeps {@code sealed} if nothing is kept yet; gives what is. */
  String first(String sealed);
}
