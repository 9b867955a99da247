package io.aiops.studio.host.engine;

import io.aiops.studio.host.execution.Event;
import io.aiops.studio.host.execution.EventCodec;
import io.aiops.studio.host.execution.ExecutionStore.Line;
import io.aiops.studio.host.execution.Hash;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Events as the log has them, all at one time; their hashes are of nothing. */
final class Lines {

  private Lines() {}

  static Iterator<Line> of(Instant at, List<Event> events) {
    List<Line> lines = new ArrayList<>();
    for (Event event : events) {
      lines.add(
          new Line(
              lines.size() + 1,
              at,
              EventCodec.type(event),
              EventCodec.write(event),
              Hash.of(new byte[0])));
    }
    return lines.iterator();
  }
}
