package io.aiops.studio.host.worker;

import io.aiops.studio.api.PluginException;
import io.aiops.studio.host.execution.CallRecord;
import io.aiops.studio.host.json.Json;
import io.aiops.studio.host.problem.UnavailableException;
import io.aiops.studio.host.taskqueue.Task;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The calls of one attempt, in the order they are made: each is answered from the ledger, or made
 * and written there before anybody uses it.
 */
final class RecordedCalls {

  private final Attempt attempt;
  private final Task task;
  private final @Nullable Lease lease;
  private final CallLedger ledger;
  private final List<CallRecord> records = new CopyOnWriteArrayList<>();
  private boolean first;
  private int made;

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
   * From the ledger, or by making the call. One at a time.
   *
   * @param request what is asked, JSON-like: another question under the same number is made anew
   * @param failed what to record if it fails
   */
  @Nullable Object answer(
      Object request, Function<PluginException, CallRecord> failed, Attempt.Call call) {
    int number = ++made;
    CallLedger.Key key = key(task.attempt(), number);
    Lease held = lease;
    if (held != null && Outage.outlast(attempt, held::confirm)) {
      // It stood for so long that another may have had it meanwhile.
      first = false;
    }
    if (lease != null && lease.silent()) {
      // What is answered could not be written down: better to wait here.
      first = false;
    }
    if (!first || task.resumes() > 0) {
      String hash = hash(request);
      Optional<CallLedger.Entry> known =
          (first ? Optional.<CallLedger.Entry>empty() : known(key, hash))
              .or(() -> takenOver(key, hash));
      if (known.isPresent()) {
        records.add(known.get().record());
        return Json.parse(known.get().result());
      }
    }
    try {
      Attempt.Answer answer = call.make(number);
      // Only here: of a thousand agents that begin at once each would wait for all others' hashes.
      write(key, new CallLedger.Entry(hash(request), Json.write(answer.value()), answer.record()));
      records.add(answer.record());
      return answer.value();
    } catch (PluginException e) {
      records.add(failed.apply(e));
      throw e;
    }
  }

  private CallLedger.Key key(int of, int number) {
    return new CallLedger.Key(task.workspaceId(), task.executionId(), task.path(), of, number);
  }

  private Optional<CallLedger.Entry> known(CallLedger.Key key, String hash) {
    return answered(() -> ledger.find(key)).filter(entry -> entry.requestHash().equals(hash));
  }

  /** What the attempt before had completed is not made, and not paid, again. */
  private Optional<CallLedger.Entry> takenOver(CallLedger.Key key, String hash) {
    if (task.resumes() == 0) {
      return Optional.empty();
    }
    return known(key(task.resumes(), key.call()), hash)
        .map(before -> {
          CallLedger.Entry entry =
              new CallLedger.Entry(hash, before.result(), before.record().takenOver());
          write(key, entry);
          return entry;
        });
  }

  private void write(CallLedger.Key key, CallLedger.Entry entry) {
    CallLedger.Entry unused =
        answered(() -> {
          ledger.write(key, entry);
          return entry;
        });
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

  private static String hash(Object request) {
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
