package io.aiops.studio.ui.fake;

import io.aiops.studio.host.connection.Connection;
import io.aiops.studio.host.connection.ConnectionService;
import io.aiops.studio.host.identity.Caller;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Connections in a list; the simulated model is the default. */
public final class FakeConnections implements ConnectionService {

  public final List<Connection> connections = new ArrayList<>();

  @Override
  public List<Connection> list(Caller caller) {
    return List.copyOf(connections);
  }

  @Override
  public Connection save(
      Caller caller,
      Connection.Kind kind,
      String name,
      String provider,
      Map<String, @Nullable Object> settings,
      @Nullable Integer calls) {
    Connection connection =
        new Connection(
            UUID.randomUUID(),
            name,
            kind,
            provider,
            settings,
            calls,
            Instant.now(),
            caller.userName());
    connections.removeIf(each -> each.name().equals(name));
    connections.add(connection);
    return connection;
  }

  @Override
  public Connection bound(
      Caller caller, Connection.Kind kind, String name, @Nullable Integer calls) {
    throw new AssertionError("pages save a connection as a whole");
  }

  @Override
  public void remove(Caller caller, Connection.Kind kind, String name) {
    connections.removeIf(each -> each.name().equals(name));
  }

  @Override
  public List<ModelProviderView> modelProviders(Caller caller) {
    return List.of(
        new ModelProviderView(
            "simulated",
            "Simulated model",
            List.of("standard"),
            true,
            true,
            true,
            "The default, because no real provider answers."));
  }
}
