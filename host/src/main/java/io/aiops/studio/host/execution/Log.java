package io.aiops.studio.host.execution;

import io.aiops.studio.host.execution.ExecutionStore.Line;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.UUID;

/** The stored events of one execution in order, read page by page as they are asked for. */
public final class Log implements Iterator<Line> {

  private static final int PAGE = 10_000;

  private final ExecutionStore store;
  private final UUID executionId;
  private Iterator<Line> page = List.<Line>of().iterator();
  private long sequence;
  private boolean more = true;

  public Log(ExecutionStore store, UUID executionId) {
    this(store, executionId, 0);
  }

  /**
   * @param after read on from the event after this one
   */
  public Log(ExecutionStore store, UUID executionId, long after) {
    this.store = store;
    this.executionId = executionId;
    this.sequence = after;
  }

  @Override
  public boolean hasNext() {
    if (!page.hasNext() && more) {
      List<Line> next = store.lines(executionId, sequence, PAGE);
      more = next.size() == PAGE;
      page = next.iterator();
    }
    return page.hasNext();
  }

  @Override
  public Line next() {
    if (!hasNext()) {
      throw new NoSuchElementException("The log ends with event " + sequence);
    }
    Line line = page.next();
    sequence = line.sequence();
    return line;
  }
}
