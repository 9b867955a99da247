package io.aiops.studio.host.engine;

import io.aiops.studio.host.definition.Expressions;
import io.aiops.studio.host.definition.Workflow;
import io.aiops.studio.host.execution.Adoption;
import io.aiops.studio.host.execution.Event;
import io.aiops.studio.host.execution.EventChain;
import io.aiops.studio.host.execution.EventCodec;
import io.aiops.studio.host.execution.ExecutionState;
import io.aiops.studio.host.execution.ExecutionStore.Header;
import io.aiops.studio.host.execution.ExecutionStore.Line;
import io.aiops.studio.host.execution.Hash;
import io.aiops.studio.host.taskqueue.Command;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decides a recorded execution again: what came from outside is taken from its log, all else must
 * come out as it is recorded. No model, no tool, no network is asked.
 */
public final class Replay {

  /**
   * How it went.
   *
   * @param state after the last event that came out the same
   * @param firstDifferent sequence of the first event that did not; null if all did
   * @param difference what came out instead; null if all came out the same
   */
  public record Replayed(
      ExecutionState state, @Nullable Long firstDifferent, @Nullable String difference) {

    public Hash hash() {
      return state.hash();
    }
  }

  private static final class Different extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final long sequence;

    Different(long sequence, String message) {
      super(message, null, false, false);
      this.sequence = sequence;
    }
  }

  private final StepInputs inputs;

  public Replay(Expressions expressions) {
    this.inputs = new StepInputs(expressions);
  }

  /**
   * @param adoption what the execution took over from another one
   * @param lines the whole log, in order; read once
   */
  public Replayed run(Header header, Workflow workflow, Adoption adoption, Iterator<Line> lines) {
    ExecutionState state = new ExecutionState(header.id(), header.workspaceId(), workflow);
    state.adopt(adoption);
    Ahead log = new Ahead(lines);
    try {
      while (log.peek() != null) {
        decide(state, header, log);
      }
      return new Replayed(state, null, null);
    } catch (Different e) {
      return new Replayed(state, e.sequence, e.getMessage());
    }
  }

  private void decide(ExecutionState state, Header header, Ahead log) {
    Line first = log.next(state.sequence() + 1);
    Line second = log.peek();
    List<Event> decided;
    try {
      Event recorded = event(first);
      Command command =
          Cause.of(state, recorded, first.at(), second == null ? null : event(second));
      // In how large parts lists are opened was up to the studio that began it.
      Integer part = recorded instanceof Event.ExecutionStarted e ? e.part() : null;
      decided = Decider.decide(state, header, command, first.at(), inputs, part).events();
    } catch (RuntimeException e) {
      throw new Different(first.sequence(), "cannot be decided again: " + e.getMessage());
    }
    Line recorded = first;
    for (int i = 0; i < Math.max(1, decided.size()); i++) {
      recorded = i == 0 ? first : log.next(recorded.sequence() + 1);
      compare(state, recorded, first, i < decided.size() ? decided.get(i) : null);
    }
  }

  private void compare(ExecutionState state, Line recorded, Line first, @Nullable Event decided) {
    String text = decided == null ? "nothing" : EventCodec.write(decided);
    String type = decided == null ? "" : EventCodec.type(decided);
    boolean same =
        recorded.type().equals(type)
            && recorded.at().equals(first.at())
            && (recorded.payload().equals(text) || EventCodec.write(event(recorded)).equals(text));
    if (!same) {
      throw new Different(
          recorded.sequence(),
          "recorded %s %s at %s; decided now %s %s at %s"
              .formatted(
                  recorded.type(), recorded.payload(), recorded.at(), type, text, first.at()));
    }
    state.chained(
        new EventChain()
            .next(state.hash(), recorded.sequence(), type, recorded.at(), recorded.payload()));
  }

  private static Event event(Line line) {
    return EventCodec.read(line.type(), line.payload());
  }

  /** The log, with a look at what comes next. */
  private static final class Ahead {
    private final Iterator<Line> lines;
    private @Nullable Line seen;

    Ahead(Iterator<Line> lines) {
      this.lines = lines;
    }

    @Nullable Line peek() {
      if (seen == null && lines.hasNext()) {
        seen = lines.next();
      }
      return seen;
    }

    Line next(long sequence) {
      Line line = peek();
      if (line == null) {
        throw new Different(sequence, "the log ends; more events are decided now");
      }
      seen = null;
      return line;
    }
  }
}
