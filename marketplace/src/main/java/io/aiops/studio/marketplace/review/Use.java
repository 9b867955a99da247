package io.aiops.studio.marketplace.review;

import io.aiops.studio.host.identity.Caller;
import java.util.Optional;

/** Knows what a workspace has used, whoever installed it. */
@FunctionalInterface
public interface Use {

  /** Where that is not known. */
  Use UNKNOWN = (caller, listing) -> Optional.empty();

  /**
   * The version of a listing that an execution of the caller's workspace used; empty if none of the
   * newest did.
   */
  Optional<String> version(Caller caller, String listing);
}
