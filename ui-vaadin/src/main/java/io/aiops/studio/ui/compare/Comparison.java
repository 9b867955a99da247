package io.aiops.studio.ui.compare;

import com.github.difflib.text.DiffRow;
import com.github.difflib.text.DiffRowGenerator;
import java.util.ArrayList;
import java.util.List;

/**
 * Two texts line by line. Finding the differences of texts that share little takes time with the
 * square of their length, so only the first {@value #MOST_LINES} lines are compared, of each line
 * the first {@value #MOST_CHARS} characters.
 *
 * @param lines those that differ, with {@value #AROUND} lines around them
 * @param cut true if something lay beyond these bounds
 */
record Comparison(List<Line> lines, boolean cut) {

  static final int MOST_LINES = 1500;
  static final int MOST_CHARS = 400;
  private static final int AROUND = 3;

  /** Private use characters: they stand around what differs within a line. */
  private static final char BEGIN = '\uE000';

  private static final char END = '\uE001';

  /** A part of a line. */
  record Part(String text, boolean differs) {}

  /** What stands in a line on both sides; empty on the side that has no such line. */
  sealed interface Line {
    /** On both sides alike. */
    record Same(String text) implements Line {}

    record Changed(List<Part> left, List<Part> right) implements Line {}

    /** Lines that are alike and not shown. */
    record Gap(int lines) implements Line {}
  }

  static Comparison of(String left, String right) {
    List<String> before = left.lines().toList();
    List<String> after = right.lines().toList();
    DiffRowGenerator generator =
        DiffRowGenerator.create()
            .showInlineDiffs(true)
            .inlineDiffByWord(true)
            .lineNormalizer(line -> line)
            .oldTag(begin -> String.valueOf(begin ? BEGIN : END))
            .newTag(begin -> String.valueOf(begin ? BEGIN : END))
            .build();
    List<Line> lines =
        generator.generateDiffRows(bounded(before), bounded(after)).stream()
            .map(Comparison::line)
            .toList();
    return new Comparison(folded(lines), beyond(before) || beyond(after));
  }

  /** False if both are alike as far as they were compared. */
  boolean differs() {
    return lines.stream().anyMatch(Line.Changed.class::isInstance);
  }

  private static boolean beyond(List<String> lines) {
    return lines.size() > MOST_LINES || lines.stream().anyMatch(line -> line.length() > MOST_CHARS);
  }

  private static List<String> bounded(List<String> lines) {
    return lines.stream()
        .limit(MOST_LINES)
        .map(line -> line.length() > MOST_CHARS ? line.substring(0, MOST_CHARS) : line)
        .map(line -> line.replace(BEGIN, ' ').replace(END, ' '))
        .toList();
  }

  private static Line line(DiffRow row) {
    return row.getTag() == DiffRow.Tag.EQUAL
        ? new Line.Same(row.getOldLine())
        : new Line.Changed(parts(row.getOldLine()), parts(row.getNewLine()));
  }

  private static List<Part> parts(String marked) {
    List<Part> parts = new ArrayList<>();
    int from = 0;
    boolean differs = false;
    for (int i = 0; i <= marked.length(); i++) {
      boolean mark = i == marked.length() || marked.charAt(i) == BEGIN || marked.charAt(i) == END;
      if (mark) {
        if (i > from) {
          parts.add(new Part(marked.substring(from, i), differs));
        }
        differs = i < marked.length() && marked.charAt(i) == BEGIN;
        from = i + 1;
      }
    }
    return parts;
  }

  /** Leaves out what is alike, but for a few lines around each difference. */
  private static List<Line> folded(List<Line> lines) {
    List<Line> folded = new ArrayList<>();
    int gap = 0;
    for (int i = 0; i < lines.size(); i++) {
      boolean near =
          lines.subList(Math.max(0, i - AROUND), Math.min(lines.size(), i + AROUND + 1)).stream()
              .anyMatch(Line.Changed.class::isInstance);
      if (near) {
        if (gap > 0) {
          folded.add(new Line.Gap(gap));
          gap = 0;
        }
        folded.add(lines.get(i));
      } else {
        gap++;
      }
    }
    if (gap > 0) {
      folded.add(new Line.Gap(gap));
    }
    return folded;
  }
}
