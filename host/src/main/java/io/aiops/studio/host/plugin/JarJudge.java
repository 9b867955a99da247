package io.aiops.studio.host.plugin;

import io.aiops.studio.host.identity.Caller;
import java.util.List;
import java.util.Optional;

/**
 * Says whether a jar may be loaded, before anything of it is. Whoever refuses throws an {@link
 * io.aiops.studio.host.problem.InvalidException} that says why and that nothing was changed.
 */
public interface JarJudge {

  /** Takes every jar as it is. */
  JarJudge LENIENT =
      new JarJudge() {
        @Override
        public byte[] admit(Caller caller, String fileName, byte[] given) {
          return given;
        }

        @Override
        public void load(String name, String version, Isolation level, String sha256, byte[] jar) {}
      };

  /**
   * Looks at what somebody wants to install, wherever it shall run.
   *
   * @param given as it was uploaded: a jar, or what a jar is in
   * @return the jar
   */
  byte[] admit(Caller caller, String fileName, byte[] given);

  /** The same of what came with the studio, whose signer has to be known if it is signed. */
  default byte[] admitShipped(Caller caller, String fileName, byte[] given) {
    return admit(caller, fileName, given);
  }

  /**
   * Keeps what came with a jar, once the set has it or in the transaction that writes it.
   *
   * @param given what was admitted, as it was uploaded
   */
  default void keep(String fileName, byte[] given) {}

  /**
   * Whether all that came with a jar of the set is kept; if not, and it is at hand, it is given to
   * {@link #keep}.
   */
  default boolean keeps(String sha256) {
    return true;
  }

  /**
   * Looks at what shall be in the set, each time before a node loads it: it may have been revoked
   * since it was admitted, and its code may be such that it may not run at that level.
   *
   * @param level where its code shall run
   * @param sha256 of the jar's bytes, as they are here
   * @param jar those bytes; what was never admitted is looked at now
   * @throws SeparateOnlyException if it may run in a process of its own
   */
  void load(String name, String version, Isolation level, String sha256, byte[] jar);

  /**
   * For what whoever installs a jar at that level has to trust it, each a word; they are asked.
   *
   * @param sha256 of a jar that was admitted
   */
  default List<String> trusted(String sha256, Isolation level) {
    return List.of();
  }

  /** What was found out about a jar that was admitted, a sentence for people; empty if nothing. */
  default String found(String sha256) {
    return "";
  }

  /**
   * Why a jar that serves must not any more, a sentence; empty if it may. Asked from time to time.
   */
  default Optional<String> refusal(String name, String version, String sha256) {
    return Optional.empty();
  }
}
