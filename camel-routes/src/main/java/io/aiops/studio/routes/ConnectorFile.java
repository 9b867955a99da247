package io.aiops.studio.routes;

import com.fasterxml.jackson.jr.ob.JSON;
import io.aiops.studio.api.Tool.Effect;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a {@code connector.yaml} says, read and checked.
 *
 * @param address what the paths of its actions are joined to
 * @param headers sent to that address and no other; they may hold secrets
 * @param settings JSON Schema of a connection, as JSON text
 * @param secrets names of settings that no action sees
 */
record ConnectorFile(
    String name,
    String title,
    String description,
    Template.Text address,
    Map<String, Template.Text> headers,
    String settings,
    Set<String> secrets,
    List<Action> actions) {

  static final String SCHEMA = "aiops-studio/connector/v1";

  /**
   * What every connection to a web address can be given: a file, which the host reads too, to say
   * what a connector takes before it runs. In it things have an order: a separate process must say
   * the same each time it is started.
   */
  private static final String ALWAYS = "always.json";

  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,59}");
  private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9-]{1,100}");
  private static final int MOST_ACTIONS = 50;
  private static final int LONGEST = 2_000;

  /**
   * One tool of the connector.
   *
   * @param input JSON Schema of its arguments, as JSON text
   * @param result what becomes of the answer; null for the answer as it is
   */
  record Action(
      String name,
      String title,
      String description,
      Effect effect,
      String input,
      Request request,
      @Nullable Expression result) {}

  ConnectorFile {
    headers = Map.copyOf(headers);
    secrets = Set.copyOf(secrets);
    actions = List.copyOf(actions);
  }

  /**
   * @param file what messages call it
   * @throws MisreadException naming the line and the field that is not as it should be
   */
  static ConnectorFile read(String file, String text) {
    Part root = Part.read(file, text);
    Map<String, Part> fields =
        root.fields(
            Set.of(
                "schema",
                "name",
                "title",
                "description",
                "address",
                "headers",
                "settings",
                "tools"));
    Part schema = root.required(fields, "schema");
    if (!schema.text().equals(SCHEMA)) {
      throw schema.wrong("is '" + schema.text() + "'; expected " + SCHEMA);
    }
    List<Action> actions = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (Part tool : root.required(fields, "tools").items(MOST_ACTIONS)) {
      Action action = action(tool);
      if (!names.add(action.name())) {
        throw tool.wrong("is named '" + action.name() + "' as another one is");
      }
      actions.add(action);
    }
    Map<String, @Nullable Object> settings = settings(fields.get("settings"));
    return new ConnectorFile(
        name(root.required(fields, "name")),
        line(root.required(fields, "title")),
        line(root.required(fields, "description")),
        address(root.required(fields, "address")),
        headers(fields.get("headers")),
        json(settings),
        secrets(settings),
        actions);
  }

  private static Action action(Part part) {
    Map<String, Part> fields =
        part.fields(
            Set.of(
                "name",
                "title",
                "description",
                "effect",
                "input",
                "request",
                "result",
                "route",
                "kamelet"));
    for (String later : List.of("route", "kamelet")) {
      if (fields.get(later) instanceof Part there) {
        throw there.wrong("cannot be used yet; expected 'request', a call of a web address");
      }
    }
    Request request = Request.read(part.required(fields, "request"));
    Part result = fields.get("result");
    return new Action(
        name(part.required(fields, "name")),
        line(part.required(fields, "title")),
        line(part.required(fields, "description")),
        effect(fields.get("effect"), request),
        json(object(part.required(fields, "input"))),
        request,
        result == null ? null : Expression.read(result, result.text()));
  }

  private static String name(Part part) {
    if (!NAME.matcher(part.text()).matches()) {
      throw part.wrong(
          "is '" + part.text() + "'; expected at most 60 lower case letters, digits and '-'");
    }
    return part.text();
  }

  private static String line(Part part) {
    String text = part.text().strip();
    if (text.isEmpty() || text.length() > LONGEST) {
      throw part.wrong("has " + text.length() + " characters; expected 1 to " + LONGEST);
    }
    return text;
  }

  private static Effect effect(@Nullable Part part, Request request) {
    if (part == null) {
      return request.reads() ? Effect.NONE : Effect.IRREVERSIBLE;
    }
    for (Effect effect : Effect.values()) {
      if (effect.name().toLowerCase(Locale.ROOT).equals(part.text())) {
        return effect;
      }
    }
    throw part.wrong("is '" + part.text() + "'; expected none, reversible or irreversible");
  }

  /** Whose the call goes to is never said by its arguments. */
  private static Template.Text address(Part part) {
    String text = part.text();
    Template.Text address = Template.Text.read(part, text);
    if (text.contains("{{") ? !address.head().isEmpty() || !text.endsWith("}}") : !web(text)) {
      throw part.wrong(
          "is '"
              + text
              + "'; expected one such as https://api.example.com/v1, or all of it a setting:"
              + " '{{ settings.address }}'");
    }
    return address;
  }

  private static boolean web(String text) {
    try {
      URI address = new URI(text);
      return ("https".equals(address.getScheme()) || "http".equals(address.getScheme()))
          && address.getHost() != null
          && address.getRawUserInfo() == null
          && address.getRawQuery() == null
          && address.getRawFragment() == null;
    } catch (URISyntaxException e) {
      return false;
    }
  }

  static Map<String, Template.Text> headers(@Nullable Part part) {
    Map<String, Template.Text> headers = new LinkedHashMap<>();
    if (part != null) {
      part.entries()
          .forEach((name, value) -> {
            if (!HEADER.matcher(name).matches()) {
              throw value.wrong("is no name of a header; expected letters, digits and '-'");
            }
            headers.put(name, Template.Text.read(value, value.text()));
          });
    }
    return headers;
  }

  private static Map<String, @Nullable Object> object(Part part) {
    Map<String, @Nullable Object> schema = new LinkedHashMap<>();
    part.entries().forEach((name, value) -> schema.put(name, value.value()));
    if (!"object".equals(schema.get("type"))) {
      throw part.wrong("has the type '" + schema.get("type") + "'; expected 'type: object'");
    }
    return schema;
  }

  private static Map<String, @Nullable Object> settings(@Nullable Part part) {
    Map<String, @Nullable Object> schema = new LinkedHashMap<>();
    schema.put("type", "object");
    schema.put("additionalProperties", false);
    if (part != null) {
      schema.putAll(object(part));
    }
    Map<String, @Nullable Object> properties = new LinkedHashMap<>();
    if (schema.get("properties") instanceof Map<?, ?> given) {
      given.forEach((name, property) -> properties.put(String.valueOf(name), property));
    }
    always().forEach(properties::putIfAbsent);
    schema.put("properties", properties);
    return schema;
  }

  private static Set<String> secrets(Map<String, @Nullable Object> schema) {
    Set<String> secrets = new HashSet<>();
    if (schema.get("properties") instanceof Map<?, ?> properties) {
      properties.forEach((name, property) -> {
        if (property instanceof Map<?, ?> map && Boolean.TRUE.equals(map.get("writeOnly"))) {
          secrets.add(String.valueOf(name));
        }
      });
    }
    return secrets;
  }

  private static Map<String, Object> always() {
    try (InputStream in =
        Objects.requireNonNull(ConnectorFile.class.getResourceAsStream(ALWAYS), ALWAYS)) {
      return JSON.std.mapFrom(in);
    } catch (IOException e) {
      throw new UncheckedIOException("Our own text can be read", e);
    }
  }

  private static String json(Object value) {
    try {
      return JSON.std.asString(value);
    } catch (IOException e) {
      throw new UncheckedIOException("Plain values can be written", e);
    }
  }
}
