package io.aiops.studio.ui.list;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Lets a grid that asks by offset read from a service that pages by cursor. Pages are read as far
 * as somebody scrolls, and kept until {@link #forget}.
 *
 * @param <T> a line
 * @param <C> a cursor
 */
public final class CursorPages<T, C> {

  /**
   * One page.
   *
   * @param next where the next one begins; null on the last
   */
  public record Chunk<T, C>(List<T> items, @Nullable C next) {}

  private final Function<@Nullable C, Chunk<T, C>> read;
  private final List<T> items = new ArrayList<>();
  private @Nullable C next;
  private boolean begun;

  /**
   * @param read the page at a cursor; null for the first
   */
  public CursorPages(Function<@Nullable C, Chunk<T, C>> read) {
    this.read = read;
  }

  public Stream<T> range(int offset, int limit) {
    while (items.size() < offset + limit && (!begun || next != null)) {
      Chunk<T, C> chunk = read.apply(next);
      items.addAll(chunk.items());
      next = chunk.next();
      begun = true;
    }
    int from = Math.min(offset, items.size());
    return List.copyOf(items.subList(from, Math.min(offset + limit, items.size()))).stream();
  }

  /** Reads anew from the first page. */
  public void forget() {
    items.clear();
    next = null;
    begun = false;
  }
}
