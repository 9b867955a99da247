package io.aiops.studio.cli.server;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** JSON as the server speaks it. */
public final class Json {

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private static final Pattern OBEYED = Pattern.compile("[\\x7f-\\x9f]");

  private Json() {}

  public static JsonMapper mapper() {
    return MAPPER;
  }

  public static String compact(Object value) {
    return shown(MAPPER.writeValueAsString(value));
  }

  public static String pretty(Object value) {
    return shown(MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(value));
  }

  /** JSON need not escape these, and a terminal obeys them; they stand in texts only. */
  private static String shown(String json) {
    return OBEYED
        .matcher(json)
        .replaceAll(found -> "\\\\u%04x".formatted((int) found.group().charAt(0)));
  }

  /** The text of a field; empty if it is missing or null. */
  public static String text(JsonNode node, String field) {
    JsonNode value = node.path(field);
    return value.isNull() || value.isMissingNode() ? "" : value.asString();
  }

  /** The elements of a page. */
  public static List<JsonNode> items(JsonNode page) {
    List<JsonNode> items = new ArrayList<>();
    page.path("items").forEach(items::add);
    return items;
  }
}
