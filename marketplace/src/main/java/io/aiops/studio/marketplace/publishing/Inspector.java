package io.aiops.studio.marketplace.publishing;

import io.aiops.studio.marketplace.listing.Kind;

/** Looks at packages of one kind. Nothing of them is loaded. */
public interface Inspector {

  Kind kind();

  /** Whether it could be one of this kind; cheap. */
  boolean takes(byte[] bytes);

  /**
   * @throws io.aiops.studio.host.problem.InvalidException with all that is not as it must be
   */
  Inspection inspect(String fileName, byte[] bytes);
}
