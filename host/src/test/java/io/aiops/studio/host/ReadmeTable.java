package io.aiops.studio.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A table of two columns in this module's README: names in {@code `ticks`}, one row a line. */
record ReadmeTable(Map<String, Set<String>> rows) {

  private static final Pattern NAME = Pattern.compile("`([^`]+)`");

  /**
   * @throws IllegalStateException if there is no such heading, or no row under it
   */
  static ReadmeTable under(String heading) {
    Map<String, Set<String>> rows = new TreeMap<>();
    boolean inside = false;
    for (String line : readme()) {
      if (line.startsWith("## ")) {
        inside = line.equals(heading);
      } else if (inside && line.startsWith("| `")) {
        String[] cells = line.split("\\|", -1);
        Set<String> before = rows.put(names(cells[1]).iterator().next(), names(cells[2]));
        if (before != null) {
          throw new IllegalStateException("Two rows for" + cells[1] + "under " + heading);
        }
      }
    }
    if (rows.isEmpty()) {
      throw new IllegalStateException("README.md has no table under " + heading);
    }
    return new ReadmeTable(rows);
  }

  private static Set<String> names(String cell) {
    Set<String> names = new TreeSet<>();
    Matcher name = NAME.matcher(cell);
    while (name.find()) {
      names.add(name.group(1));
    }
    return names;
  }

  private static List<String> readme() {
    try {
      return Files.readAllLines(Path.of("README.md"));
    } catch (IOException e) {
      throw new UncheckedIOException("host/README.md cannot be read", e);
    }
  }
}
