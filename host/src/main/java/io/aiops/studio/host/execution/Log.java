package io.aiops.studio.host.execution;

import io.aiops.studio.host.execution.ExecutionStore.Line;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.UUID;

/**
 * The stored events of one execution in order, read page by page as they are asked for. Pages grow
 * as long as they stay small: an event may be as large as what a task may give.
 */
public final class Log implements Iterator<Line> {

  private static final int FIRST = 32;
  private static final int MOST = 10_000;
  private static final int CHARACTERS = 4 * 1024 * 1024;

  /** Where it reads. */
  @FunctionalInterface
  interface Pages {
    /** As {@link ExecutionStore#page}. */
    ExecutionStore.Page read(long after, int limit);
  }

  private final Pages pages;
  private Iterator<Line> page = List.<Line>of().iterator();
  private long sequence;
  private boolean more = true;
  private int size = FIRST;

  public Log(ExecutionStore store, UUID executionId) {
    this(store, executionId, 0);
  }

  /**
   * @param after read on from the event after this one
   */
  public Log(ExecutionStore store, UUID executionId, long after) {
    this((from, limit) -> store.page(executionId, from, limit), after);
  }

  Log(Pages pages, long after) {
    this.pages = pages;
    this.sequence = after;
  }

  @Override
  public boolean hasNext() {
    if (!page.hasNext() && more) {
      ExecutionStore.Page next = pages.read(sequence, size);
      more = next.more();
      size = after(next.lines());
      page = next.lines().iterator();
    }
    return page.hasNext();
  }

  /** As many as will be about so many characters, if they are as these were. */
  private int after(List<Line> read) {
    long characters = read.stream().mapToLong(line -> line.payload().length()).sum();
    long wanted = read.size() * (long) CHARACTERS / Math.max(1, characters);
    return (int) Math.clamp(wanted, 1, Math.min(MOST, 4L * size));
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
