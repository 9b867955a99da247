package io.aiops.studio.host.connection;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** References mean what they say; there is one model. */
public final class AsNamed implements ConnectionResolver {

  @Override
  public Optional<Resolved> tool(UUID workspaceId, String reference) {
    int slash = reference.indexOf('/');
    return Optional.of(
        new Resolved(reference.substring(0, slash), reference.substring(slash + 1), Map.of()));
  }

  @Override
  public Optional<Resolved> model(UUID workspaceId, String reference) {
    return Optional.of(
        new Resolved(
            "fake", "m1", Map.of("price", Map.of("currency", "EUR", "input", 2, "output", 10))));
  }
}
