package io.aiops.studio.host.plugin;

import io.aiops.studio.host.identity.Caller;

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
        public void load(String name, String version, byte[] jar) {}
      };

  /**
   * Looks at what somebody wants to install.
   *
   * @param given as it was uploaded: a jar, or what a jar is in
   * @return the jar
   */
  byte[] admit(Caller caller, String fileName, byte[] given);

  /**
   * Looks at what is in the set, each time before a node loads it: it may have been revoked since
   * it was admitted.
   */
  void load(String name, String version, byte[] jar);
}
