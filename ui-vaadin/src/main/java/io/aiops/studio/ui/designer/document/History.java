package io.aiops.studio.ui.designer.document;

import java.util.ArrayDeque;
import java.util.Deque;

/** The texts a document had, to go back and forth between; the oldest are forgotten. */
final class History {

  private static final int MOST = 200;
  private static final long MOST_CHARS = 8L * 1024 * 1024;

  private final Deque<String> before = new ArrayDeque<>();
  private final Deque<String> after = new ArrayDeque<>();
  private String now;
  private long chars;

  History(String text) {
    now = text;
  }

  String now() {
    return now;
  }

  void add(String text) {
    if (text.equals(now)) {
      return;
    }
    before.push(now);
    chars += now.length();
    now = text;
    after.clear();
    while (before.size() > MOST || chars > MOST_CHARS) {
      chars -= before.removeLast().length();
    }
  }

  boolean canUndo() {
    return !before.isEmpty();
  }

  boolean canRedo() {
    return !after.isEmpty();
  }

  void undo() {
    after.push(now);
    now = before.pop();
    chars -= now.length();
  }

  void redo() {
    before.push(now);
    chars += now.length();
    now = after.pop();
  }
}
