package io.aiops.studio.host.identity;

import java.util.UUID;

class InMemorySignInAttemptsTest extends SignInAttemptsContract {
  @Override
  protected SignInAttempts attempts() {
    return new InMemorySignInAttempts();
  }

  @Override
  protected UUID person() {
    return UUID.randomUUID();
  }
}
