package io.aiops.studio.cli.console;

import java.util.ArrayList;
import java.util.List;

/** Rows in columns as wide as their widest cell; the last column is as long as it likes. */
public final class Table {

  private final List<String[]> rows = new ArrayList<>();

  public Table(String... headings) {
    rows.add(headings);
  }

  public Table row(String... cells) {
    if (cells.length != rows.getFirst().length) {
      throw new IllegalArgumentException(
          cells.length + " cells for " + rows.getFirst().length + " columns");
    }
    for (int i = 0; i < cells.length; i++) {
      cells[i] = Terminal.plain(cells[i]);
    }
    rows.add(cells);
    return this;
  }

  public List<String> lines() {
    int columns = rows.getFirst().length;
    int[] widths = new int[columns];
    for (String[] row : rows) {
      for (int i = 0; i < columns - 1; i++) {
        widths[i] = Math.max(widths[i], row[i].length());
      }
    }
    return rows.stream().map(row -> line(row, widths)).toList();
  }

  private static String line(String[] row, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < row.length; i++) {
      line.append(row[i]);
      if (i < row.length - 1) {
        line.repeat(' ', widths[i] - row[i].length() + 2);
      }
    }
    return line.toString().stripTrailing();
  }
}
