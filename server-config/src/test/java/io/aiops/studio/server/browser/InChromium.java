package io.aiops.studio.server.browser;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/**
 * Hands {@link Visits} to tests. Of a test that fails it says what was seen, and what comes after
 * begins with another browser and another server.
 */
final class InChromium
    implements ParameterResolver, TestExecutionExceptionHandler, AfterEachCallback {

  private static Store store(ExtensionContext context) {
    return context.getStore(StoreScope.LAUNCHER_SESSION, Namespace.create(InChromium.class));
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Visits.class;
  }

  @Override
  public Visits resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return store(context).computeIfAbsent(Visits.class, type -> new Visits(), Visits.class);
  }

  @Override
  public void handleTestExecutionException(ExtensionContext context, Throwable failure) {
    Visits visits = store(context).remove(Visits.class, Visits.class);
    String why = String.valueOf(failure.getMessage()).replaceAll("\\s+", " ");
    if (visits == null) {
      throw new AssertionError(why, failure);
    }
    String seen = visits.seen(context.getRequiredTestMethod().getName());
    visits.close();
    throw new AssertionError(why + " | " + seen, failure);
  }

  /** After a failure there is none left to end. */
  @Override
  public void afterEach(ExtensionContext context) {
    Visits visits = store(context).get(Visits.class, Visits.class);
    if (visits != null) {
      visits.end();
    }
  }
}
