package io.aiops.studio.host.worker;

import io.aiops.studio.api.PluginException;
import io.aiops.studio.api.PluginException.Category;
import io.aiops.studio.host.connection.ConnectionResolver;
import io.aiops.studio.host.event.EventSink;
import io.aiops.studio.host.execution.Ask;
import io.aiops.studio.host.execution.CallRecord;
import io.aiops.studio.host.execution.Decided;
import io.aiops.studio.host.execution.Place;
import io.aiops.studio.host.grant.Broker;
import io.aiops.studio.host.grant.Refusals;
import io.aiops.studio.host.plugin.PluginRegistry;
import io.aiops.studio.host.taskqueue.Task;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One try of one task: its time, its files, and the calls it makes. */
final class Attempt implements AutoCloseable {

  private final Task task;
  private final ForeignCode.Interruption interruption;
  private final Refusals refusals;
  private final TaskFiles files;
  private final RecordedCalls calls;
  private final EventSink sink;
  private final Clock clock;
  private final Instant deadline;
  private final SignsOfLife signs;
  private final Map<String, Integer> asked = new HashMap<>();
  private volatile Consumer<Ask> listener = ask -> {};
  private volatile Consumer<Place> queueing = place -> {};
  private volatile Consumer<PluginRegistry.Lease<?>> givingUp = lease -> {};
  private volatile boolean closed;
  private volatile PluginRegistry.@Nullable Lease<?> inside;
  private volatile @Nullable String doubtful;
  private volatile @Nullable String failing;

  /**
   * @param first whether surely nobody has begun with it before: then the ledger has nothing of it
   * @param lease null if no other worker can have the task
   */
  Attempt(
      Task task,
      boolean first,
      ForeignCode.Interruption interruption,
      @Nullable Lease lease,
      TaskFiles files,
      CallLedger ledger,
      EventSink sink,
      Clock clock) {
    this.task = task;
    this.interruption = interruption;
    this.refusals = new Refusals(task.workspaceId(), task.executionId() + " " + task.path());
    this.files = files;
    this.sink = sink;
    this.clock = clock;
    this.deadline = clock.instant().plusMillis(task.timeoutMillis());
    this.signs = new SignsOfLife(task.kind().equals("tool"));
    this.calls = new RecordedCalls(this, first && task.round() == 0, lease, ledger);
  }

  /** A call's answer as JSON-like value, and what goes into the event about it. */
  record Answer(@Nullable Object value, CallRecord record) {}

  /** Makes a call, given the key that names it to the outside. */
  @FunctionalInterface
  interface Call {
    Answer make(String key);
  }

  /**
   * Answers a call from the ledger, or makes it and writes it there first.
   *
   * @param failed what to record if it fails
   */
  synchronized @Nullable Object recorded(
      RecordedCalls.Question question, Function<PluginException, CallRecord> failed, Call call) {
    if (closed) {
      throw new PluginException(
          Category.CANCELLED, "The task has ended; its context can no longer be used");
    }
    return signs.inCall(() -> calls.answer(question, failed, call));
  }

  /** Who is told when it may not go on before a person decides. */
  void whenAsking(Consumer<Ask> told) {
    listener = told;
  }

  /** Who is told when it may not go on before it has a place. */
  void whenQueueing(Consumer<Place> told) {
    queueing = told;
  }

  /**
   * Before a call of a connection that takes only so many at the same time.
   *
   * @param bounded null if it takes any number
   * @throws PluginException {@code CANCELLED} if the attempt has no place there: its outcome is
   *     that it waits for one, and it ends here, whatever the plugin's code makes of it
   */
  void enter(ConnectionResolver.@Nullable Bounded bounded) {
    if (bounded != null && !task.places().connections().contains(bounded.connectionId())) {
      closed = true;
      queueing.accept(new Place(bounded.connectionId(), bounded.name()));
      interruption.raise();
      throw new PluginException(
          Category.CANCELLED,
          "The task goes on when it has a place at connection '" + bounded.name() + "'");
    }
  }

  /**
   * What was decided about it; the second time the same is asked, what was decided second.
   *
   * @param hash of what is asked
   */
  @Nullable Decided decided(String hash) {
    int before;
    synchronized (asked) {
      before = asked.merge(hash, 1, Integer::sum) - 1;
    }
    return task.approvals().decided().stream()
        .filter(decided -> decided.hash().equals(hash))
        .skip(before)
        .findFirst()
        .orElse(null);
  }

  /**
   * Ends here, whatever the plugin's code makes of it: its outcome is that it asks.
   *
   * @return to be thrown
   */
  PluginException ask(Ask ask) {
    closed = true;
    listener.accept(ask);
    interruption.raise();
    return new PluginException(
        Category.CANCELLED, "The task goes on when a person has decided: " + ask.question());
  }

  /**
   * Its plugin's code is entered, or left.
   *
   * @param lease null outside of any
   * @return what it was in before
   */
  PluginRegistry.@Nullable Lease<?> inside(PluginRegistry.@Nullable Lease<?> lease) {
    PluginRegistry.Lease<?> before = inside;
    inside = lease;
    return before;
  }

  /** A call leaves the studio now: the last to be called before. */
  void goesOut() {
    calls.goesOut();
  }

  /** A call failed. */
  void failedIn(PluginRegistry.Lease<?> lease, String why) {
    lease.note(task.workspaceId(), why);
    failing = lease.plugin();
    if (lease.failed()) {
      doubtful = lease.plugin();
    }
  }

  /** Who is told when the version it is in was taken back, and does not return to it. */
  void whenGivenUp(Consumer<PluginRegistry.Lease<?>> told) {
    givingUp = told;
  }

  void giveUp(PluginRegistry.Lease<?> lease) {
    givingUp.accept(lease);
  }

  /** Its time is over: so whatever it is in has failed. */
  void late() {
    PluginRegistry.Lease<?> in = inside;
    if (in != null) {
      failedIn(in, "A call did not end within its time");
    }
  }

  /** The plugin whose code failed last: of those that stood in each other the outermost. */
  @Nullable String failing() {
    return failing;
  }

  /** The plugin whose failure is not to be counted; null if there is none. */
  @Nullable String doubtful() {
    return doubtful;
  }

  /** What stands between a plugin and the host while it works with these settings. */
  Broker broker(PluginRegistry.Lease<?> plugin, Map<String, @Nullable Object> settings) {
    return new Broker(plugin.rights(), refusals, plugin.contribution().settingsSchema(), settings);
  }

  Task task() {
    return task;
  }

  TaskFiles files() {
    return files;
  }

  ForeignCode.Interruption interruption() {
    return interruption;
  }

  Clock clock() {
    return clock;
  }

  Instant deadline() {
    return deadline;
  }

  long millisLeft() {
    return Math.max(1, Duration.between(clock.instant(), deadline).toMillis());
  }

  SignsOfLife signs() {
    return signs;
  }

  boolean cancelled() {
    return interruption.raised() || closed;
  }

  void progress(String message) {
    signs.give();
    if (!cancelled()) {
      sink.progress(task.workspaceId(), task.executionId(), task.path(), message);
    }
  }

  /** So far; does not wait for a call that is under way. */
  List<CallRecord> records() {
    return calls.records();
  }

  @Override
  public void close() {
    closed = true;
  }
}
