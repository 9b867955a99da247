package io.aiops.studio.host.rest;

import io.aiops.studio.host.Studio;
import io.aiops.studio.host.identity.Caller;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Asks again, while a stream is open, whether who opened it may still read. */
public final class StillHere {

  private StillHere() {}

  /**
   * @param authorization of the request that opened it; null if it came with a session
   * @return empty once the caller may not read any more
   */
  public static Supplier<Optional<Caller>> of(
      Studio studio, Caller caller, @Nullable String authorization) {
    return authorization == null
        ? () -> studio.identity().refresh(caller)
        : () ->
            studio
                .identity()
                .authenticate(authorization.substring(7).strip())
                .map(known -> studio.identity().enter(known, caller.workspaceId()));
  }
}
