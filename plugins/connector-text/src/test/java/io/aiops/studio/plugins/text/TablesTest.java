package io.aiops.studio.plugins.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.aiops.studio.api.FileRef;
import io.aiops.studio.api.PluginException;
import io.aiops.studio.api.PluginException.Category;
import io.aiops.studio.plugins.testkit.RecordingContext;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class TablesTest {

  private static Map<?, ?> rows(String csv) throws Exception {
    RecordingContext context = new RecordingContext();
    FileRef file = context.put("t.csv", "text/csv", csv.getBytes(StandardCharsets.UTF_8));
    return Tables.rows(Map.of("file", file.toMap()), context);
  }

  @Test
  void quotes_line_breaks_and_blank_lines_are_what_csv_says() throws Exception {
    Map<?, ?> table = rows("id,text\r\n1,\"a, \"\"b\"\"\nc\"\r\n\r\n2,\r\n");
    assertThat(table.get("columns")).isEqualTo(List.of("id", "text"));
    assertThat(table.get("rows"))
        .isEqualTo(
            List.of(Map.of("id", "1", "text", "a, \"b\"\nc"), Map.of("id", "2", "text", "")));
    assertThat(table.get("count")).isEqualTo(2);
  }

  @Test
  void the_separator_is_found_and_a_byte_order_mark_is_no_part_of_a_name() throws Exception {
    for (String separator : List.of(",", ";", "\t")) {
      assertThat(rows("\ufeffa" + separator + "b\n1" + separator + "2\n").get("rows"))
          .isEqualTo(List.of(Map.of("a", "1", "b", "2")));
    }
    assertThat(rows("\"a;b;c\",d\n1,2\n").get("columns")).isEqualTo(List.of("a;b;c", "d"));
    assertThat(rows("only\n1\n").get("columns")).isEqualTo(List.of("only"));
  }

  @Test
  void a_table_that_is_none_is_refused_with_its_place() {
    refused(Category.INVALID_INPUT, Map.of("text", "a,b\n1,2\n1,2,3\n"), "after row 1");
    refused(Category.INVALID_INPUT, Map.of("text", "a,a\n1,2\n"), "duplicate fields: [a]");
    refused(Category.INVALID_INPUT, Map.of("text", "a,b\n", "separator", "\""), "separator");
    refused(Category.LIMIT_REACHED, Map.of("text", "a\n1\n2\n3\n", "maxRows", 2), "maxRows");
    refused(
        Category.LIMIT_REACHED,
        Map.of("text", "a\n" + ("x".repeat(99) + "\n").repeat(400_000), "maxRows", 1_000_000),
        "characters");
  }

  private static void refused(
      Category category, Map<String, @Nullable Object> arguments, String says) {
    Throwable thrown = catchThrowable(() -> Tables.rows(arguments, new RecordingContext()));
    assertThat(thrown)
        .isInstanceOfSatisfying(
            PluginException.class,
            e -> assertThat(e.category()).as(e.getMessage()).isEqualTo(category))
        .hasMessageContaining(says);
  }

  @Test
  void exactly_as_many_rows_as_allowed_are_fine() throws Exception {
    assertThat(
            Tables.rows(Map.of("text", "a\n1\n2\n", "maxRows", 2), new RecordingContext())
                .get("count"))
        .isEqualTo(2);
  }

  @Test
  void a_cell_or_name_cannot_break_the_markdown_table() {
    Map<String, @Nullable Object> row = new LinkedHashMap<>();
    row.put("a|b", "x|y\\z\nnext");
    row.put("c", null);
    assertThat(markdown(Map.of("rows", List.of(row))))
        .isEqualTo("| a\\|b | c |\n| --- | --- |\n| x\\|y\\\\z next |  |\n");
  }

  @Test
  void columns_are_those_given_or_all_that_occur() {
    List<Map<String, Integer>> rows = List.of(Map.of("a", 1), Map.of("b", 2));
    assertThat(markdown(Map.of("rows", rows)))
        .isEqualTo("| a | b |\n| --- | --- |\n| 1 |  |\n|  | 2 |\n");
    assertThat(markdown(Map.of("rows", rows, "columns", List.of("b"))))
        .isEqualTo("| b |\n| --- |\n|  |\n| 2 |\n");
    assertThat(markdown(Map.of("rows", List.of()))).isEmpty();
    assertThat(markdown(Map.of("rows", rows, "columns", List.of())))
        .isEqualTo("| a | b |\n| --- | --- |\n| 1 |  |\n|  | 2 |\n");
  }

  private static String markdown(Map<String, @Nullable Object> arguments) {
    return (String) Tables.markdown(arguments, new RecordingContext()).get("text");
  }
}
