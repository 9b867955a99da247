package io.aiops.studio.host.execution;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** Executions in memory, for tests. */
public final class InMemoryExecutionStore implements ExecutionStore {

  private static final class Kept {
    private final Request request;
    private final List<Line> lines = new ArrayList<>();
    private ExecutionStatus status = ExecutionStatus.PENDING;
    private Instant lookAt;
    private UUID retriedBy;

    Kept(Request request) {
      this.request = request;
      this.lookAt = request.lookAt();
    }

    Header header() {
      return new Header(
          request.id(),
          request.workspaceId(),
          request.workflowId(),
          request.workflow(),
          request.version(),
          status,
          request.inputs(),
          request.startedBy(),
          request.createdAt(),
          request.requestHash(),
          lines.size(),
          request.origin(),
          request.priority(),
          request.limited(),
          request.parent());
    }
  }

  private final Map<UUID, Kept> kept = new LinkedHashMap<>();
  private final Map<UUID, Integer> newest = new LinkedHashMap<>();
  private final Map<Promise.Name, Promise> promises = new LinkedHashMap<>();

  @Override
  public synchronized List<Creation> create(List<Request> requests) {
    return requests.stream().map(this::createOne).toList();
  }

  private Optional<Creation> repeated(Request request) {
    return kept.values().stream()
        .filter(k -> request.idempotencyKey() != null)
        .filter(k -> k.request.workspaceId().equals(request.workspaceId()))
        .filter(k -> request.idempotencyKey().equals(k.request.idempotencyKey()))
        .findFirst()
        .map(earlier -> new Creation.Repeated(earlier.header()));
  }

  private Creation createOne(Request request) {
    Optional<Creation> repeated = repeated(request);
    if (repeated.isPresent()) {
      return repeated.get();
    }
    Origin origin = request.origin();
    if (origin != null && !kept.containsKey(origin.executionId())) {
      return new Creation.Orphaned(origin.executionId());
    }
    if (request.newest()
        && newest.getOrDefault(request.workflowId(), request.version()) != request.version()) {
      return new Creation.Outdated();
    }
    kept.put(request.id(), new Kept(request));
    return new Creation.Accepted();
  }

  @Override
  public synchronized Creation retry(Request request, UUID retried) {
    Optional<Creation> gone = goneOn(retried);
    Creation creation =
        gone.isPresent() ? repeated(request).orElse(gone.get()) : createOne(request);
    if (creation instanceof Creation.Accepted) {
      kept.get(retried).retriedBy = request.id();
    }
    return creation;
  }

  private Optional<Creation> goneOn(UUID retried) {
    List<UUID> above = above(retried);
    for (Kept k : kept.values()) {
      UUID id = k.request.id();
      if (k.retriedBy != null && (above.contains(id) || above(id).contains(retried))) {
        return Optional.of(new Creation.GoneOn(id, k.retriedBy));
      }
      for (UUID each : above) {
        if (later(k.request.parent(), kept.get(each).request.parent())) {
          return Optional.of(new Creation.GoneOn(each, id));
        }
      }
    }
    return Optional.empty();
  }

  private static boolean later(Parent one, Parent other) {
    return one != null
        && other != null
        && one.executionId().equals(other.executionId())
        && one.path().equals(other.path())
        && one.attempt() > other.attempt();
  }

  /** It, and those whose step it is. */
  private List<UUID> above(UUID id) {
    List<UUID> above = new ArrayList<>();
    for (Kept k = kept.get(id); k != null; ) {
      above.add(k.request.id());
      Parent parent = k.request.parent();
      k = parent == null ? null : kept.get(parent.executionId());
    }
    return above;
  }

  /** What the newest version of a workflow is; else every version is taken for it. */
  public synchronized void newest(UUID workflowId, int version) {
    newest.put(workflowId, version);
  }

  @Override
  public synchronized Optional<Header> header(UUID executionId) {
    return Optional.ofNullable(kept.get(executionId)).map(Kept::header);
  }

  @Override
  public synchronized Page page(UUID executionId, long after, int limit) {
    List<Line> lines = kept.containsKey(executionId) ? kept.get(executionId).lines : List.of();
    List<Line> later = lines.stream().filter(line -> line.sequence() > after).toList();
    return new Page(later.subList(0, Math.min(limit, later.size())), later.size() > limit);
  }

  /** As somebody does who goes past the studio. */
  public synchronized void tamper(UUID executionId, Function<List<Line>, List<Line>> change) {
    Kept execution = kept.get(executionId);
    List<Line> changed = change.apply(List.copyOf(execution.lines));
    execution.lines.clear();
    execution.lines.addAll(changed);
  }

  @Override
  public synchronized Signalled signalled(UUID executionId, String signalId) {
    List<Event> events =
        events(executionId, 0, Integer.MAX_VALUE).stream().map(Recorded::event).toList();
    long received = events.stream().filter(e -> e instanceof Event.SignalReceived).count();
    long taken = events.stream().filter(e -> e instanceof Event.SignalTaken).count();
    boolean known =
        events.stream()
            .anyMatch(e ->
                e instanceof Event.SignalReceived signal && signal.signalId().equals(signalId));
    return new Signalled(received - taken, known);
  }

  @Override
  public synchronized void append(List<Append> appends, Handover handover) {
    for (Append append : appends) {
      if (kept.get(append.state().id()).lines.size() != append.first() - 1) {
        throw new StaleException(new IllegalStateException("sequence is taken"));
      }
    }
    for (Append append : appends) {
      Kept execution = kept.get(append.state().id());
      execution.lines.addAll(append.lines());
      if (append.row() != null) {
        show(append.row());
      }
    }
    create(handover.children());
    handover.kept().forEach(promises::remove);
    handover
        .promises()
        .forEach(p -> promises.putIfAbsent(new Promise.Name(p.executionId(), p.key()), p));
  }

  /** All of them: a test has no patience. */
  @Override
  public synchronized List<Promise> unkept(Instant before, Instant now, int limit) {
    return promises.values().stream().limit(limit).toList();
  }

  public synchronized List<Header> all() {
    return kept.values().stream().map(Kept::header).toList();
  }

  @Override
  public synchronized void bringUpToDate(List<Shown> rows) {
    for (Shown row : rows) {
      // Another node may have been further meanwhile.
      if (row.state().sequence() == kept.get(row.state().id()).lines.size()) {
        show(row);
      }
    }
  }

  private void show(Shown row) {
    Kept execution = kept.get(row.state().id());
    execution.status = row.state().status();
    Instant known = execution.lookAt;
    boolean stays =
        row.sooner() && known != null && (row.lookAt() == null || known.isBefore(row.lookAt()));
    execution.lookAt = stays ? known : row.lookAt();
  }

  /** When the first of them has to be looked at; empty if none has. */
  public synchronized Optional<Instant> nextLook() {
    return kept.values().stream()
        .map(k -> k.lookAt)
        .filter(Objects::nonNull)
        .min(Comparator.naturalOrder());
  }

  @Override
  public synchronized List<UUID> due(Instant now, Instant next, int limit) {
    List<Kept> due =
        kept.values().stream()
            .filter(k -> k.lookAt != null && !k.lookAt.isAfter(now))
            .sorted(Comparator.comparing(k -> k.lookAt))
            .limit(limit)
            .toList();
    due.forEach(k -> k.lookAt = next);
    return due.stream().map(k -> k.request.id()).toList();
  }

  @Override
  public synchronized int hasten(Instant now) {
    List<Kept> later =
        kept.values().stream().filter(k -> k.lookAt != null && k.lookAt.isAfter(now)).toList();
    later.forEach(k -> k.lookAt = now);
    return later.size();
  }
}
