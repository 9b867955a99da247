package io.aiops.studio.host.trust;

import io.aiops.studio.host.identity.Caller;

/**
 * The list of what must not serve any more. Seeing needs VIEW, setting ADMINISTER in the first
 * workspace.
 */
public interface RevocationService {

  /**
   * @throws io.aiops.studio.host.problem.NotFoundException if there was none yet
   */
  RevocationList current(Caller caller);

  /**
   * Takes a list. Versions that it names are stopped on every node within a minute.
   *
   * @param document signed by the issuer whose key is set
   * @throws io.aiops.studio.host.problem.InvalidException if it is not, or is no list
   * @throws io.aiops.studio.host.problem.ConflictException if its serial is not larger than that of
   *     the list there is, or no issuer is set
   */
  RevocationList set(Caller caller, byte[] document);
}
