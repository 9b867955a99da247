package io.aiops.studio.ui.fake;

import com.vaadin.flow.di.Instantiator;
import com.vaadin.flow.di.InstantiatorFactory;
import com.vaadin.flow.server.VaadinService;
import io.aiops.studio.host.Health;
import io.aiops.studio.host.Studio;
import io.aiops.studio.ui.Beans;
import io.aiops.studio.ui.ConstructorInstantiator;
import java.time.Instant;
import java.util.List;

/** A studio in memory, and how views get it in tests. */
public final class FakeStudio implements Health {

  /** The one that views get; Vaadin makes the factory, so it cannot be handed over otherwise. */
  private static FakeStudio current = new FakeStudio();

  public final FakeIdentity identity = new FakeIdentity();
  public final FakeExecutions executions = new FakeExecutions();
  public final FakeApprovals approvals = new FakeApprovals();
  public final FakeQueues queues = new FakeQueues();
  public final FakeDeadLetters deadLetters = new FakeDeadLetters();
  public final FakeSelfCheck selfCheck = new FakeSelfCheck();
  public final FakePlugins plugins = new FakePlugins();
  public final FakeNodes nodes = new FakeNodes();
  public final FakeConnections connections = new FakeConnections();
  public final FakeTriggers triggers = new FakeTriggers();
  public final FakeFiles files = new FakeFiles();
  public final FakeWorkflows workflows = new FakeWorkflows();
  public final Studio studio =
      new Studio(
          workflows.service(),
          executions,
          executions,
          approvals,
          executions,
          queues,
          deadLetters,
          new FakeLimits(),
          new FakeRetention(),
          executions,
          files,
          plugins,
          plugins.grants,
          new FakePublishers(),
          new FakeTrust(),
          new FakeRevocations(),
          connections,
          identity,
          triggers,
          triggers,
          this,
          selfCheck,
          nodes,
          new io.aiops.studio.host.observer.Metrics(java.util.Map::of));
  public final FakeMarketplace marketplace = new FakeMarketplace(plugins, studio);

  static FakeStudio fresh() {
    current.marketplace.marketplace.close();
    current = new FakeStudio();
    return current;
  }

  @Override
  public List<Part> parts() {
    return List.of(new Part("database", true, "Answers."));
  }

  @Override
  public Whole whole() {
    return new Whole(Level.UP, parts());
  }

  @Override
  public Instant lastLook() {
    return Instant.EPOCH;
  }

  @Override
  public boolean started() {
    return true;
  }

  /** Named to Vaadin by {@link ViewTest}. */
  public static final class Factory implements InstantiatorFactory {
    @Override
    public Instantiator createInstantitor(VaadinService service) {
      return new ConstructorInstantiator(
          service,
          new Beans() {
            @Override
            public <T> T get(Class<T> type) {
              return type.cast(
                  type == Studio.class ? current.studio : current.marketplace.marketplace);
            }
          });
    }
  }
}
