package io.aiops.studio.ui.fake;

import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.problem.UnavailableException;
import io.aiops.studio.host.query.QueueQuery;
import io.aiops.studio.host.query.QueueViews.Connection;
import io.aiops.studio.host.query.QueueViews.Overview;
import io.aiops.studio.host.query.QueueViews.Queue;
import io.aiops.studio.host.query.QueueViews.Silent;
import io.aiops.studio.host.query.QueueViews.Unfinished;
import java.time.Instant;
import java.util.List;

/** Queues as a test says. */
public final class FakeQueues implements QueueQuery {

  public boolean away;
  public List<Queue> queues =
      List.of(
          new Queue("commands", 0, 12, 3, 1, null, 812.0, 812.4, null, null),
          new Queue("tasks", 1234, 0, 64, 1, 4200L, null, 3.25, 21L, null));

  @Override
  public Overview queues(Caller caller) {
    if (away) {
      throw new UnavailableException(
          "The broker does not answer.", new IllegalStateException("away"));
    }
    return new Overview(
        Instant.EPOCH,
        queues,
        new Unfinished(2, 17, Instant.EPOCH),
        4,
        List.of(new Connection("tickets", "CONNECTOR", 5, 5, 120)),
        List.of(new Silent("left", "Model provider 'openai'", Instant.EPOCH)));
  }
}
