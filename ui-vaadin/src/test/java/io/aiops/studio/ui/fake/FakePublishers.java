package io.aiops.studio.ui.fake;

import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.problem.InvalidException;
import io.aiops.studio.host.problem.NotFoundException;
import io.aiops.studio.host.problem.Problem;
import io.aiops.studio.host.trust.Publisher;
import io.aiops.studio.host.trust.PublisherService;
import io.aiops.studio.host.trust.TrustReport;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Knows nobody. */
final class FakePublishers implements PublisherService {

  @Override
  public List<Publisher> list(Caller caller) {
    return List.of();
  }

  @Override
  public Publisher add(Caller caller, String namespace, String name) {
    return new Publisher(namespace, name, Instant.EPOCH, caller.userName(), List.of());
  }

  @Override
  public Publisher addKey(
      Caller caller, String namespace, String publicKey, @Nullable Instant validUntil) {
    throw new NotFoundException("publisher", namespace);
  }

  @Override
  public Publisher revoke(Caller caller, String namespace, String keyId, String reason) {
    throw new NotFoundException("publisher", namespace);
  }

  @Override
  public void remove(Caller caller, String namespace) {
    throw new NotFoundException("publisher", namespace);
  }

  @Override
  public TrustReport check(Caller caller, String fileName, InputStream in) {
    throw new InvalidException(fileName, "is neither a jar nor a package.");
  }

  @Override
  public List<Problem> problems(
      Caller caller,
      String name,
      byte @Nullable [] statement,
      Map<String, String> files,
      Map<String, String> headers) {
    return List.of();
  }
}
