package io.aiops.studio.server;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Hands one server to every class of this JVM that only uses it: started for the first, stopped
 * after the last. A class that restarts it leaves it running; those that need one of a kind start
 * their own. What comes after a test that failed begins with another: it is tried once more, and
 * would meet what it left. It is the session's, not the root's: with several JVMs each class has a
 * root of its own.
 */
public final class SharedServer implements ParameterResolver, AfterEachCallback {

  private static Store store(ExtensionContext context) {
    return context.getStore(StoreScope.LAUNCHER_SESSION, Namespace.create(SharedServer.class));
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == StudioServer.class;
  }

  @Override
  public StudioServer resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return store(context)
        .computeIfAbsent(
            StudioServer.class, type -> StudioServer.start("shared"), StudioServer.class);
  }

  @Override
  public void afterEach(ExtensionContext context) {
    if (context.getExecutionException().isEmpty()) {
      return;
    }
    StudioServer server = store(context).remove(StudioServer.class, StudioServer.class);
    if (server != null) {
      server.close();
    }
  }
}
