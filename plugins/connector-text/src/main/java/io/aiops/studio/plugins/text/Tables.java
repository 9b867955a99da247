package io.aiops.studio.plugins.text;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.aiops.studio.api.CallContext;
import io.aiops.studio.api.PluginException;
import io.aiops.studio.api.PluginException.Category;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The tools {@code csv-rows} and {@code markdown-table}. */
final class Tables {

  private static final int LOOK_AHEAD = 8192;
  private static final long MOST_CHARACTERS = 32L * 1024 * 1024;
  private static final int BYTE_ORDER_MARK = 0xfeff;

  private Tables() {}

  static Map<String, @Nullable Object> rows(
      Map<String, @Nullable Object> arguments, CallContext context) throws IOException {
    int most = Source.integer(arguments, "maxRows", 10_000);
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(Source.open(arguments, context), StandardCharsets.UTF_8),
            LOOK_AHEAD)) {
      skipByteOrderMark(reader);
      char separator =
          arguments.get("separator") instanceof String text && text.length() == 1
              ? usable(text.charAt(0))
              : separator(reader);
      long characters = 0;
      Set<String> columns = new LinkedHashSet<>();
      List<Map<String, @Nullable Object>> rows = new ArrayList<>();
      try (CsvReader<NamedCsvRecord> csv =
          CsvReader.builder().fieldSeparator(separator).ofNamedCsvRecord(reader)) {
        for (NamedCsvRecord record : csv) {
          if (rows.size() == most) {
            throw new PluginException(
                Category.LIMIT_REACHED,
                "The table has more than " + most + " rows; raise maxRows or split it");
          }
          characters += record.getFields().stream().mapToLong(String::length).sum();
          if (characters > MOST_CHARACTERS) {
            throw new PluginException(
                Category.LIMIT_REACHED,
                "The table has more than " + MOST_CHARACTERS + " characters; split it");
          }
          columns.addAll(record.getHeader());
          rows.add(new LinkedHashMap<>(record.getFieldsAsMap()));
        }
      } catch (CsvParseException e) {
        throw new PluginException(
            Category.INVALID_INPUT,
            "The table cannot be read after row " + rows.size() + ": " + e.getMessage(),
            e);
      }
      return Map.of("columns", List.copyOf(columns), "rows", rows, "count", rows.size());
    }
  }

  /** Some programs begin a file with one; it is no part of the first name. */
  private static void skipByteOrderMark(BufferedReader reader) throws IOException {
    reader.mark(1);
    if (reader.read() != BYTE_ORDER_MARK) {
      reader.reset();
    }
  }

  private static char usable(char separator) {
    if ("\"\r\n#".indexOf(separator) >= 0) {
      throw new PluginException(
          Category.INVALID_INPUT,
          "'separator' is a quote, a line end or '#', which CSV uses otherwise; expected another"
              + " character, such as ',' or ';'");
    }
    return separator;
  }

  /** The one of comma, semicolon and tab that the first line has most of, outside of quotes. */
  private static char separator(BufferedReader reader) throws IOException {
    reader.mark(LOOK_AHEAD);
    char[] head = new char[LOOK_AHEAD];
    int read = Math.max(0, reader.read(head, 0, LOOK_AHEAD - 1));
    reader.reset();
    String line =
        new String(head, 0, read).lines().findFirst().orElse("").replaceAll("\"[^\"]*\"", "");
    char best = ',';
    for (char candidate : new char[] {';', '\t'}) {
      if (count(line, candidate) > count(line, best)) {
        best = candidate;
      }
    }
    return best;
  }

  private static long count(String line, char wanted) {
    return line.chars().filter(c -> c == wanted).count();
  }

  static Map<String, @Nullable Object> markdown(
      Map<String, @Nullable Object> arguments, CallContext context) {
    List<?> rows = (List<?>) arguments.getOrDefault("rows", List.of());
    Set<String> columns = new LinkedHashSet<>();
    if (arguments.get("columns") instanceof List<?> given && !given.isEmpty()) {
      given.forEach(column -> columns.add(String.valueOf(column)));
    } else {
      for (Object row : rows) {
        ((Map<?, ?>) row).keySet().forEach(key -> columns.add(String.valueOf(key)));
      }
    }
    StringBuilder text = new StringBuilder();
    if (columns.isEmpty()) {
      return Map.of("text", "", "count", rows.size());
    }
    line(text, columns.stream().map(Tables::cell).toList());
    line(text, columns.stream().map(column -> "---").toList());
    for (Object row : rows) {
      Map<?, ?> map = (Map<?, ?>) row;
      line(text, columns.stream().map(column -> cell(map.get(column))).toList());
    }
    return Map.of("text", text.toString(), "count", rows.size());
  }

  private static void line(StringBuilder text, List<String> cells) {
    text.append("| ").append(String.join(" | ", cells)).append(" |\n");
  }

  private static String cell(@Nullable Object value) {
    return value == null
        ? ""
        : String.valueOf(value).replace("\\", "\\\\").replace("|", "\\|").replaceAll("\\R", " ");
  }
}
