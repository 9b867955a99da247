package io.aiops.studio.server.browser;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/** Hands {@link Visits} to tests; of a test that fails it keeps a picture. */
final class InChromium
    implements ParameterResolver, TestExecutionExceptionHandler, AfterEachCallback {

  private static Visits visits(ExtensionContext context) {
    return context
        .getStore(StoreScope.LAUNCHER_SESSION, Namespace.create(InChromium.class))
        .computeIfAbsent(Visits.class, type -> new Visits(), Visits.class);
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Visits.class;
  }

  @Override
  public Visits resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return visits(context);
  }

  @Override
  public void handleTestExecutionException(ExtensionContext context, Throwable failure)
      throws Throwable {
    visits(context).photograph(context.getRequiredTestMethod().getName());
    throw failure;
  }

  @Override
  public void afterEach(ExtensionContext context) {
    visits(context).end();
  }
}
