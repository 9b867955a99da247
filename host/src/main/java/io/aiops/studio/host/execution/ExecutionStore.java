package io.aiops.studio.host.execution;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Keeps executions and their logs. */
public interface ExecutionStore extends Retries {

  /**
   * An execution as it was asked for.
   *
   * @param inputs already checked, defaults filled in
   * @param idempotencyKey null for none
   * @param requestHash of workflow, version and inputs: tells a repeat from a misuse of the key
   * @param origin what it goes on from; null if it begins from nothing
   * @param priority 0 to 9
   * @param limited whether it has to wait for its turn
   * @param parent whose step it is; null if it is nobody's
   * @param newest whether it is wanted only if the version is the workflow's newest, and the
   *     workflow not removed, when it is accepted
   */
  record Request(
      UUID id,
      UUID workspaceId,
      UUID workflowId,
      String workflow,
      int version,
      Map<String, @Nullable Object> inputs,
      String startedBy,
      Instant createdAt,
      @Nullable String idempotencyKey,
      String requestHash,
      @Nullable Origin origin,
      int priority,
      boolean limited,
      @Nullable Parent parent,
      boolean newest) {

    /** One that is nobody's step, and need not wait for its turn. */
    public Request(
        UUID id,
        UUID workspaceId,
        UUID workflowId,
        String workflow,
        int version,
        Map<String, @Nullable Object> inputs,
        String startedBy,
        Instant createdAt,
        @Nullable String idempotencyKey,
        String requestHash,
        @Nullable Origin origin,
        int priority) {
      this(
          id,
          workspaceId,
          workflowId,
          workflow,
          version,
          inputs,
          startedBy,
          createdAt,
          idempotencyKey,
          requestHash,
          origin,
          priority,
          false,
          null,
          false);
    }

    public Instant lookAt() {
      return header().lookAt();
    }

    /** As it stands before anything happened to it. */
    public Header header() {
      return new Header(
          id,
          workspaceId,
          workflowId,
          workflow,
          version,
          ExecutionStatus.PENDING,
          inputs,
          startedBy,
          createdAt,
          requestHash,
          0,
          origin,
          priority,
          limited,
          parent);
    }
  }

  /** What is needed to load or to check one. */
  record Header(
      UUID id,
      UUID workspaceId,
      UUID workflowId,
      String workflow,
      int version,
      ExecutionStatus status,
      Map<String, @Nullable Object> inputs,
      String startedBy,
      Instant createdAt,
      String requestHash,
      long lastSequence,
      @Nullable Origin origin,
      int priority,
      boolean limited,
      @Nullable Parent parent) {

    /** Of one that is nobody's step, and need not wait for its turn. */
    public Header(
        UUID id,
        UUID workspaceId,
        UUID workflowId,
        String workflow,
        int version,
        ExecutionStatus status,
        Map<String, @Nullable Object> inputs,
        String startedBy,
        Instant createdAt,
        String requestHash,
        long lastSequence,
        @Nullable Origin origin,
        int priority) {
      this(
          id,
          workspaceId,
          workflowId,
          workflow,
          version,
          status,
          inputs,
          startedBy,
          createdAt,
          requestHash,
          lastSequence,
          origin,
          priority,
          false,
          null);
    }

    private static final Duration BEGUN_WITHIN = Duration.ofSeconds(10);

    /** If it has not begun by then, it is looked at: its command may be lost. */
    public Instant lookAt() {
      return createdAt.plus(BEGUN_WITHIN);
    }
  }

  /** An event in its place. */
  record Recorded(long sequence, Instant at, Event event) {}

  /**
   * An event as it is stored.
   *
   * @param type its record's name
   * @param payload JSON, exactly as it was written
   * @param hash of this and all before it, see {@link EventChain}
   */
  record Line(long sequence, Instant at, String type, String payload, Hash hash) {
    public Line with(String otherPayload) {
      return new Line(sequence, at, type, otherPayload, hash);
    }

    /** Read. */
    public Recorded recorded() {
      return new Recorded(sequence, at, EventCodec.read(type, payload));
    }
  }

  /**
   * What the execution's row, which lists show, is to say.
   *
   * @param lookAt when the engine looks at it if nothing else happens; null for never
   * @param sooner whether the time that is written there stays if that comes before
   */
  record Shown(ExecutionState state, @Nullable Instant lookAt, boolean sooner) {

    /** What its row is to say, whatever it says. */
    public Shown(ExecutionState state, @Nullable Instant lookAt) {
      this(state, lookAt, false);
    }
  }

  /**
   * New events of one execution, and the state after them.
   *
   * @param first sequence of the first of them
   * @param row the execution's row, if it is brought up to date with them
   * @param lines the same events, as they are to be stored
   */
  record Append(
      ExecutionState state,
      long first,
      Instant at,
      List<Event> events,
      @Nullable Shown row,
      List<Line> lines) {
    public Append {
      events = List.copyOf(events);
      lines = List.copyOf(lines);
    }

    /** Writes the events out and moves the hash of the state on. */
    public static Append of(
        ExecutionState state, long first, Instant at, List<Event> events, @Nullable Shown row) {
      return new Append(state, first, at, events, row, state.seal(first, at, events));
    }
  }

  /** Accepts executions in one transaction, and says what became of each in turn. */
  List<Creation> create(List<Request> requests);

  /** Accepts one: empty if it is new, else the earlier one with its idempotency key. */
  default Optional<Header> create(Request request) {
    return switch (create(List.of(request)).getFirst()) {
      case Creation.Accepted accepted -> Optional.empty();
      case Creation.Repeated repeated -> Optional.of(repeated.earlier());
      case Creation.Orphaned gone -> throw new IllegalArgumentException(gone.toString());
      case Creation.Outdated outdated ->
          throw new IllegalArgumentException(request.workflow() + " has a newer version");
      case Creation.GoneOn gone -> throw new IllegalArgumentException(gone.toString());
    };
  }

  Optional<Header> header(UUID executionId);

  /**
   * Events in order.
   *
   * @param more whether there are further ones
   */
  record Page(List<Line> lines, boolean more) {
    public Page {
      lines = List.copyOf(lines);
    }
  }

  /**
   * Those with a sequence above {@code after}: as many as the limit, or fewer if they are large,
   * and one at least. What a page has is held in memory together.
   */
  Page page(UUID executionId, long after, int limit);

  /** As {@link #page}, as they are stored. */
  default List<Line> lines(UUID executionId, long after, int limit) {
    return page(executionId, after, limit).lines();
  }

  /** As {@link #page}, read. */
  default List<Recorded> events(UUID executionId, long after, int limit) {
    return lines(executionId, after, limit).stream().map(Line::recorded).toList();
  }

  /**
   * Appends all of it in one transaction.
   *
   * @throws StaleException if a sequence is taken
   */
  default void append(List<Append> appends) {
    append(appends, Handover.NONE);
  }

  /**
   * Appends all of it, and hands over, in one transaction.
   *
   * @throws StaleException if a sequence is taken; nothing is handed over then
   */
  void append(List<Append> appends, Handover handover);

  /**
   * Promises that nobody has kept since {@code before}; they count as made {@code now}, so that
   * nobody else gets them at once.
   */
  List<Promise> unkept(Instant before, Instant now, int limit);

  /** What signals an execution has had, without folding all of it. */
  Signalled signalled(UUID executionId, String signalId);

  /** Brings rows up to date whose last appends left them behind. */
  void bringUpToDate(List<Shown> rows);

  /**
   * Executions the engine must look at, longest due first. They come again at {@code next}, so that
   * of several nodes one looks.
   */
  List<UUID> due(Instant now, Instant next, int limit);

  /** Whatever the engine would look at later is due now. */
  int hasten(Instant now);
}
