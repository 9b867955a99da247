package io.aiops.studio.host.definition.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which items of an old list are which of a new one: equal items by a longest common subsequence
 * (Wagner and Fischer 1974), and between two equal ones those with the same {@code id}, or else one
 * by one.
 */
final class Alignment {

  /** For each new item the index of the old one it came from, or -1. */
  private final int[] from;

  private Alignment(int[] from) {
    this.from = from;
  }

  static Alignment of(List<?> before, List<?> after) {
    int[] from = new int[after.size()];
    java.util.Arrays.fill(from, -1);
    int[][] length = lengths(before, after);
    List<Integer> old = new ArrayList<>();
    List<Integer> now = new ArrayList<>();
    int i = 0;
    int j = 0;
    while (i < before.size() || j < after.size()) {
      if (i < before.size() && j < after.size() && Values.same(before.get(i), after.get(j))) {
        pair(before, after, old, now, from);
        from[j++] = i++;
      } else if (j == after.size() || (i < before.size() && length[i + 1][j] >= length[i][j + 1])) {
        old.add(i++);
      } else {
        now.add(j++);
      }
    }
    pair(before, after, old, now, from);
    return new Alignment(from);
  }

  private static int[][] lengths(List<?> before, List<?> after) {
    int[][] length = new int[before.size() + 1][after.size() + 1];
    for (int i = before.size() - 1; i >= 0; i--) {
      for (int j = after.size() - 1; j >= 0; j--) {
        length[i][j] =
            Values.same(before.get(i), after.get(j))
                ? length[i + 1][j + 1] + 1
                : Math.max(length[i + 1][j], length[i][j + 1]);
      }
    }
    return length;
  }

  private static void pair(
      List<?> before, List<?> after, List<Integer> old, List<Integer> now, int[] from) {
    boolean oneByOne = old.size() == now.size();
    int next = 0;
    for (int j : now) {
      for (int k = next; k < old.size(); k++) {
        Object id = id(after.get(j));
        boolean same = id != null && id.equals(id(before.get(old.get(k))));
        if (same || (oneByOne && k == next)) {
          from[j] = old.get(k);
          next = k + 1;
          break;
        }
      }
    }
    old.clear();
    now.clear();
  }

  private static @Nullable Object id(@Nullable Object item) {
    return item instanceof Map<?, ?> map ? map.get("id") : null;
  }

  int from(int item) {
    return from[item];
  }

  boolean keeps(int old) {
    for (int each : from) {
      if (each == old) {
        return true;
      }
    }
    return false;
  }
}
