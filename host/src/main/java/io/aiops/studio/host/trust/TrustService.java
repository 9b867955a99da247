package io.aiops.studio.host.trust;

import io.aiops.studio.host.identity.Caller;
import org.jspecify.annotations.Nullable;

/** What is known of plugins that are installed. Seeing needs VIEW. */
public interface TrustService {

  /**
   * @param judgement what was found out about its jar
   * @param revoked why it must not serve any more, a sentence; null if it may
   */
  record Trust(Judgement judgement, @Nullable String revoked) {}

  /**
   * @param plugin its symbolic name
   * @throws io.aiops.studio.host.problem.NotFoundException if it is not installed
   */
  Trust of(Caller caller, String plugin);
}
