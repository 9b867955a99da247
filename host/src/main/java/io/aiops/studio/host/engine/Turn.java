package io.aiops.studio.host.engine;

import io.aiops.studio.host.execution.Event;
import io.aiops.studio.host.execution.ExecutionState;
import io.aiops.studio.host.execution.ExecutionStore.Append;
import io.aiops.studio.host.execution.ExecutionStore.Header;
import io.aiops.studio.host.execution.ExecutionStore.Shown;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one batch does to one execution. */
final class Turn {

  /** A state and what it was started with. Kept only while it is true. */
  record Loaded(Header header, ExecutionState state, Row row) {}

  private final Loaded loaded;
  private final long before;
  private final List<Event> events = new ArrayList<>();
  private @Nullable Shown shown;
  private boolean looked;

  Turn(Loaded loaded) {
    this.loaded = loaded;
    this.before = loaded.state().sequence();
  }

  Loaded loaded() {
    return loaded;
  }

  Header header() {
    return loaded.header();
  }

  ExecutionState state() {
    return loaded.state();
  }

  void decided(List<Event> decided) {
    events.addAll(decided);
  }

  boolean changed() {
    return !events.isEmpty();
  }

  /** It was asked whether anything of it is lost. */
  void look() {
    looked = true;
  }

  boolean looked() {
    return looked;
  }

  /** Its row, if that is written with the events. */
  @Nullable Shown shown() {
    return shown;
  }

  Append append(Instant now) {
    ExecutionState state = loaded.state();
    Row row = loaded.row();
    if (looked) {
      row.looked();
    }
    if (row.due(state.status(), now) || row.late(Follow.earliest(events, now))) {
      shown = row.show(state, now);
    }
    return Append.of(state, before + 1, now, events, shown);
  }
}
