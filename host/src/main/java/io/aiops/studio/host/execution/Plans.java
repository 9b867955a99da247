package io.aiops.studio.host.execution;

import io.aiops.studio.host.definition.Body;
import io.aiops.studio.host.definition.Plan;
import io.aiops.studio.host.execution.ExecutionStore.Line;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What was planned in an execution, by the path of the step, as its events have it. */
public final class Plans {

  private final Map<String, Map<String, @Nullable Object>> texts = new HashMap<>();
  private final Map<String, Body> bodies = new HashMap<>();

  /** Those of a whole log. */
  public static Plans of(Iterator<Line> log) {
    Plans plans = new Plans();
    log.forEachRemaining(line -> plans.take(EventCodec.read(line.type(), line.payload())));
    return plans;
  }

  public void take(Event event) {
    if (event instanceof Event.PlanAdopted e) {
      texts.put(e.path(), e.plan());
      bodies.put(e.path(), Plan.adopted(e.plan(), null));
    } else if (event instanceof Event.RolledBack e) {
      forget(e.invalidated());
    }
  }

  private void forget(List<String> paths) {
    for (String path : bodies.isEmpty() ? List.<String>of() : paths) {
      texts.keySet().removeIf(at -> at.equals(path) || at.startsWith(path + "["));
      bodies.keySet().removeIf(at -> at.equals(path) || at.startsWith(path + "["));
    }
  }

  /** What runs at the step; null if nothing was planned there. */
  public @Nullable Body of(String path) {
    return bodies.get(path);
  }

  @Nullable Map<String, @Nullable Object> text(String path) {
    return texts.get(path);
  }

  void outdate(Cone cone) {
    texts.keySet().removeIf(cone::has);
  }
}
