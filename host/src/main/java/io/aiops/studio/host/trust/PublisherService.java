package io.aiops.studio.host.trust;

import io.aiops.studio.host.identity.Caller;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The publishers whose plugins this studio trusts. Seeing needs VIEW, all else ADMINISTER. */
public interface PublisherService {

  List<Publisher> list(Caller caller);

  /**
   * Enters a publisher, without keys. From then on nothing in its namespace is good unsigned.
   *
   * @throws io.aiops.studio.host.problem.ConflictException if somebody has the namespace
   */
  Publisher add(Caller caller, String namespace, String name);

  /**
   * @param publicKey as {@code ./studio plugin key} prints it
   * @param validUntil null: for ever
   */
  Publisher addKey(Caller caller, String namespace, String publicKey, @Nullable Instant validUntil);

  /** Nothing signed with it is good any more, whenever it was signed. Never taken back. */
  Publisher revoke(Caller caller, String namespace, String keyId, String reason);

  void remove(Caller caller, String namespace);

  /**
   * Looks at a package or a jar and installs nothing.
   *
   * @throws io.aiops.studio.host.problem.InvalidException if it is neither
   */
  TrustReport check(Caller caller, String fileName, InputStream in);
}
