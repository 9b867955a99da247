package io.aiops.studio.host.worker;

import io.aiops.studio.api.PluginException;
import io.aiops.studio.host.execution.CallRecord;
import io.aiops.studio.host.json.Json;
import io.aiops.studio.host.problem.UnavailableException;
import io.aiops.studio.host.taskqueue.Task;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The calls of one attempt: each is answered from the ledger, or made and written there first. What
 * is asked is known by itself and by how often it was answered before, not by its place among the
 * calls: an agent may call from several threads, whose order is another the next time.
 */
final class RecordedCalls {

  /** Of the hash: enough for the calls of one step, and short enough for a header. */
  private static final int KEY_LENGTH = 32;

  /**
   * What is asked.
   *
   * @param request JSON-like, which nobody changes
   * @param effect whether something outside may be done by it: then the outside is to know it again
   *     whoever asks, and the key it is given says so
   */
  record Question(Object request, boolean effect) {}

  private final Attempt attempt;
  private final Task task;
  private final @Nullable Lease lease;
  private final CallLedger ledger;
  private final List<CallRecord> records = new CopyOnWriteArrayList<>();

  /** How often the question with this hash was answered. */
  private final Map<String, Integer> answered = new HashMap<>();

  private int calls;
  private boolean first;

  /**
   * @param first whether surely nobody has begun with it before: then the ledger has nothing of it
   * @param lease null if no other worker can have the task
   */
  RecordedCalls(Attempt attempt, boolean first, @Nullable Lease lease, CallLedger ledger) {
    this.attempt = attempt;
    this.task = attempt.task();
    this.first = first;
    this.lease = lease;
    this.ledger = ledger;
  }

  /**
   * Answers a call from the ledger, or makes it and writes it there first. One at a time.
   *
   * @param failed what to record if it fails
   */
  @Nullable Object answer(
      Question question, Function<PluginException, CallRecord> failed, Attempt.Call call) {
    calls++;
    while (true) {
      try {
        goesOut();
        return answerNow(question, failed, call);
      } catch (StoodException e) {
        // For so long that another may have had it, and called, meanwhile: it is looked up.
        first = false;
      }
    }
  }

  /** The node stood while it had a call in hand. */
  private static final class StoodException extends RuntimeException {
    private static final long serialVersionUID = 1;

    StoodException() {
      super("The node stood", null, false, false);
    }
  }

  /**
   * Before it is looked up, and once more as the last before it leaves the studio: what is in
   * between may take time.
   *
   * @throws PluginException {@code CANCELLED} if another has the attempt
   */
  void goesOut() {
    if (lease != null && Outage.outlast(attempt, lease::confirm)) {
      throw new StoodException();
    }
  }

  private @Nullable Object answerNow(
      Question question, Function<PluginException, CallRecord> failed, Attempt.Call call) {
    Lease held = lease;
    if (held != null && held.silent()) {
      // What is answered could not be written down: better to wait here.
      first = false;
    }
    String hash = null;
    if (!first || task.resumes() > 0) {
      hash = hash(question.request());
      Optional<CallLedger.Entry> known = known(hash);
      if (known.isPresent()) {
        answered.merge(hash, 1, Integer::sum);
        records.add(known.get().record());
        return Json.parse(known.get().result());
      }
    } else if (question.effect()) {
      hash = hash(question.request());
    }
    try {
      Attempt.Answer answer = call.make(key(hash, calls));
      // Only here, if not before: of a thousand agents that ask their models at once each would
      // wait for all others' hashes.
      String asked = hash == null ? hash(question.request()) : hash;
      String own = Json.write(answer.value());
      CallLedger.Entry kept =
          write(key(task.attempt(), asked), new CallLedger.Entry(own, answer.record()));
      answered.merge(asked, 1, Integer::sum);
      records.add(kept.record());
      return kept.result().equals(own) ? answer.value() : Json.parse(kept.result());
    } catch (PluginException e) {
      records.add(failed.apply(e));
      throw e;
    }
  }

  /**
   * Never one for two questions. That of an effect is the same for whoever asks it, in whatever
   * order; that of a question to a model, which nobody has asked before, needs no hash.
   */
  private String key(@Nullable String hash, int number) {
    // A retry of the execution may ask something else in its place.
    return hash == null
        ? task.executionId() + "/" + task.path() + "/" + task.attempt() + "." + number
        : task.key() + "/" + hash.substring(0, KEY_LENGTH) + "." + next(hash);
  }

  private int next(String hash) {
    return answered.getOrDefault(hash, 0) + 1;
  }

  private CallLedger.Key key(int of, String hash) {
    return new CallLedger.Key(
        task.workspaceId(), task.executionId(), task.path(), of, hash, next(hash));
  }

  private Optional<CallLedger.Entry> known(String hash) {
    return (first ? Optional.<CallLedger.Entry>empty() : find(key(task.attempt(), hash)))
        .or(() -> takenOver(hash));
  }

  private Optional<CallLedger.Entry> find(CallLedger.Key key) {
    return answered(() -> ledger.find(key));
  }

  /**
   * What an attempt before had completed is not made, and not paid, again: the last of them may
   * have ended before it came to ask that.
   */
  private Optional<CallLedger.Entry> takenOver(String hash) {
    if (task.resumes() == 0) {
      return Optional.empty();
    }
    return answered(() -> ledger.find(key(task.resumes(), hash), task.resumesSince()))
        .map(before -> {
          CallLedger.Entry entry =
              new CallLedger.Entry(before.result(), before.record().takenOver());
          return write(key(task.attempt(), hash), entry);
        });
  }

  private CallLedger.Entry write(CallLedger.Key key, CallLedger.Entry entry) {
    return answered(() -> ledger.write(key, entry));
  }

  /** Outlasts an outage, and notes whether there is one. */
  private <T> T answered(Supplier<T> question) {
    return Outage.outlast(
        attempt,
        () -> {
          try {
            T answer = question.get();
            silent(false);
            return answer;
          } catch (UnavailableException e) {
            silent(true);
            throw e;
          }
        });
  }

  private void silent(boolean database) {
    if (lease != null) {
      lease.silent(database);
    }
  }

  static String hash(Object request) {
    try {
      byte[] text = Json.canonical(request);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }

  /** So far; does not wait for a call that is under way. */
  List<CallRecord> records() {
    return List.copyOf(records);
  }
}
