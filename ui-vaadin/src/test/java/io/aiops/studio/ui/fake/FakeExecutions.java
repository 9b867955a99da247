package io.aiops.studio.ui.fake;

import io.aiops.studio.host.engine.ExecutionService;
import io.aiops.studio.host.engine.SignalService;
import io.aiops.studio.host.event.EventFeed;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.problem.NotFoundException;
import io.aiops.studio.host.query.ExecutionQuery;
import io.aiops.studio.host.query.ExecutionViews;
import io.aiops.studio.host.query.ExecutionViews.Detail;
import io.aiops.studio.host.query.ExecutionViews.Filter;
import io.aiops.studio.host.query.ExecutionViews.Page;
import io.aiops.studio.host.query.ExecutionViews.Rows;
import io.aiops.studio.host.query.ExecutionViews.Summary;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Executions a test puts there; remembers what was started, cancelled and watched. */
public final class FakeExecutions
    implements ExecutionQuery, ExecutionService, SignalService, EventFeed {

  public final Map<UUID, Detail> details = new LinkedHashMap<>();
  public final List<StartRequest> started = new ArrayList<>();
  public final List<Rerun> reruns = new ArrayList<>();
  public final List<UUID> cancelled = new ArrayList<>();
  public final List<Signal> signals = new ArrayList<>();
  public final List<Rows> asked = new ArrayList<>();
  public final List<Consumer<Notice>> watchers = new CopyOnWriteArrayList<>();

  public void put(Detail detail) {
    details.put(detail.summary().id(), detail);
    Notice notice =
        new Notice(
            detail.summary().id(),
            detail.lastSequence(),
            detail.summary().status().terminal(),
            "",
            "");
    watchers.forEach(watcher -> watcher.accept(notice));
  }

  @Override
  public Page list(Caller caller, Filter filter) {
    List<Summary> items =
        details.values().stream()
            .map(Detail::summary)
            .filter(each -> filter.workflow() == null || each.workflow().equals(filter.workflow()))
            .filter(each -> filter.status() == null || each.status() == filter.status())
            .toList();
    return new Page(items, null);
  }

  @Override
  public Following follow(Caller caller, UUID executionId, Rows rows) {
    get(caller, executionId, rows);
    asked.add(rows);
    return who -> get(who, executionId, rows);
  }

  @Override
  public Detail get(Caller caller, UUID executionId, Rows rows) {
    Detail detail = details.get(executionId);
    if (detail == null) {
      throw new NotFoundException("execution", executionId.toString());
    }
    return detail;
  }

  @Override
  public ExecutionViews.Summary summary(Caller caller, UUID executionId) {
    return get(caller, executionId).summary();
  }

  @Override
  public ExecutionViews.Events events(Caller caller, UUID executionId, long after, int limit) {
    return new ExecutionViews.Events(List.of(), false);
  }

  @Override
  public ExecutionViews.Verification verify(Caller caller, UUID executionId) {
    return new ExecutionViews.Verification(executionId, true, 0, "", null, null);
  }

  @Override
  public Started rerun(Caller caller, UUID executionId, Rerun request) {
    reruns.add(request);
    boolean here =
        request instanceof Rerun.RollBack
            && !get(caller, executionId).summary().status().terminal();
    return here ? new Started(executionId, false) : new Started(new UUID(8, 1), true);
  }

  @Override
  public Replayed replay(Caller caller, UUID executionId) {
    return new Replayed(0, "", null, null);
  }

  @Override
  public Started start(Caller caller, StartRequest request) {
    started.add(request);
    return new Started(new UUID(7, started.size()), true);
  }

  @Override
  public String send(Caller caller, UUID executionId, Signal signal) {
    signals.add(signal);
    return String.valueOf(signal.id());
  }

  @Override
  public void cancel(Caller caller, UUID executionId) {
    cancelled.add(executionId);
  }

  @Override
  public Subscription watch(Caller caller, UUID executionId, Consumer<Notice> watcher) {
    return watchAll(caller, watcher);
  }

  @Override
  public Subscription watchAll(Caller caller, Consumer<Notice> watcher) {
    watchers.add(watcher);
    return () -> watchers.remove(watcher);
  }
}
