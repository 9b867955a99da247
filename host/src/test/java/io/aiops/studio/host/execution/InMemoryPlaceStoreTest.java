package io.aiops.studio.host.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.List;
import java.util.UUID;

class InMemoryPlaceStoreTest extends PlaceStoreContract {

  private final InMemoryPlaceStore places =
      new InMemoryPlaceStore(Clock.systemUTC(), UUID::randomUUID);
  private final InMemoryExecutionStore executions = new InMemoryExecutionStore();

  @Override
  protected PlaceStore store() {
    return places;
  }

  @Override
  protected void create(ExecutionStore.Request request) {
    assertThat(executions.create(request)).isEmpty();
  }

  @Override
  protected void append(ExecutionStore.Append append) {
    executions.append(List.of(append));
    places.follow(append);
  }

  @Override
  protected UUID connection(String name, int calls) {
    return places.connection(workspace, name, calls);
  }
}
