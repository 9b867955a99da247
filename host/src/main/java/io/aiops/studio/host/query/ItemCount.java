package io.aiops.studio.host.query;

import io.aiops.studio.host.query.ExecutionViews.Items;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** Counts the items of a forEach step; one bit per item is all it keeps of them. */
final class ItemCount {

  private final BitSet failed = new BitSet();
  private final List<Integer> firstFailed = new ArrayList<>();
  private int total;
  private int done;

  void open(int items) {
    total = items;
  }

  void done() {
    done++;
  }

  void failed(int index) {
    if (!failed.get(index)) {
      failed.set(index);
      if (firstFailed.size() < Items.MOST_FAILED) {
        firstFailed.add(index);
      }
    }
  }

  int total() {
    return total;
  }

  Items view(int from, int to) {
    return new Items(total, done, failed.cardinality(), firstFailed, from, to);
  }
}
