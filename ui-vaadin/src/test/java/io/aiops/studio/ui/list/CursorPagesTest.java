package io.aiops.studio.ui.list;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.ui.list.CursorPages.Chunk;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CursorPagesTest {

  private final List<@Nullable Integer> asked = new ArrayList<>();
  private final CursorPages<Integer, Integer> pages = new CursorPages<>(this::read);

  /** 25 lines, ten a page. */
  private Chunk<Integer, Integer> read(@Nullable Integer cursor) {
    asked.add(cursor);
    int from = cursor == null ? 0 : cursor;
    List<Integer> items = IntStream.range(from, Math.min(25, from + 10)).boxed().toList();
    return new Chunk<>(items, from + 10 < 25 ? from + 10 : null);
  }

  @Test
  void reads_only_as_far_as_somebody_looks() {
    assertThat(pages.range(0, 5)).containsExactly(0, 1, 2, 3, 4);
    assertThat(pages.range(8, 4)).containsExactly(8, 9, 10, 11);
    assertThat(asked).containsExactly(null, 10);
  }

  @Test
  void ends_where_the_list_ends() {
    assertThat(pages.range(20, 50)).containsExactly(20, 21, 22, 23, 24);
    assertThat(pages.range(30, 10)).isEmpty();
    assertThat(asked).hasSize(3);
  }

  @Test
  void begins_anew_after_forgetting() {
    pages.range(0, 1).forEach(each -> {});
    pages.forget();
    pages.range(0, 1).forEach(each -> {});
    assertThat(asked).containsExactly(null, null);
  }
}
