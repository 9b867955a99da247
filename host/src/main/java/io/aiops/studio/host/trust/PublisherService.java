package io.aiops.studio.host.trust;

import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.problem.Problem;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The publishers whose plugins this studio trusts. Seeing needs VIEW, all else ADMINISTER in the
 * first workspace.
 */
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

  /**
   * Why files that are no plugin cannot be what they say, by who owns their name.
   *
   * @param name of what the files make
   * @param statement that was signed; null if there is none
   * @param files the SHA-256 of each
   * @param headers what listings show of it
   * @return empty if its owner signed it, or nobody owns the name
   */
  List<Problem> problems(
      Caller caller,
      String name,
      byte @Nullable [] statement,
      Map<String, String> files,
      Map<String, String> headers);
}
