package io.aiops.studio.routes;

import io.aiops.studio.api.PluginException;
import io.aiops.studio.api.PluginException.Category;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an action asks of the web, as the HTTP connector takes it.
 *
 * @param path below the connector's address; values in it are encoded, so that none leads elsewhere
 * @param parts query, body and how the answer is wanted, by the names the HTTP connector has
 */
record Request(
    String method,
    Template.Text path,
    Map<String, Template.Text> headers,
    Map<String, Template> parts) {

  private static final List<String> METHODS =
      List.of("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE");
  private static final Set<String> BODIES = Set.of("json", "form", "text");
  private static final Set<String> PARTS =
      Set.of("query", "json", "form", "text", "mediaType", "as", "fileName", "acceptStatus");

  Request {
    headers = Map.copyOf(headers);
    parts = Map.copyOf(parts);
  }

  static Request read(Part part) {
    Map<String, Part> fields =
        part.fields(
            Set.of(
                "method",
                "path",
                "headers",
                "query",
                "json",
                "form",
                "text",
                "mediaType",
                "as",
                "fileName",
                "acceptStatus"));
    Part method = fields.get("method");
    if (method != null && !METHODS.contains(method.text())) {
      throw method.wrong("is '" + method.text() + "'; expected one of " + METHODS);
    }
    Map<String, Template> parts = new LinkedHashMap<>();
    fields.forEach((name, field) -> {
      if (PARTS.contains(name)) {
        parts.put(name, Template.of(field));
      }
    });
    Request request =
        new Request(
            method == null ? "GET" : method.text(),
            path(part.required(fields, "path")),
            ConnectorFile.headers(fields.get("headers")),
            parts);
    for (String body : BODIES) {
      if (fields.get(body) instanceof Part there && request.reads()) {
        throw there.wrong("cannot go along with " + request.method() + "; expected 'query'");
      }
    }
    return request;
  }

  private static Template.Text path(Part part) {
    Template.Text path = Template.Text.read(part, part.text());
    if (!part.text().startsWith("/") || part.text().startsWith("//") || part.text().contains("?")) {
      throw part.wrong(
          "is '"
              + part.text()
              + "'; expected one that begins with one '/', such as /cities/{{ input.city }},"
              + " without '?': that is what 'query' is for");
    }
    return path;
  }

  boolean reads() {
    return method.equals("GET") || method.equals("HEAD") || method.equals("OPTIONS");
  }

  /** Arguments of the HTTP connector's tool. */
  Map<String, @Nullable Object> arguments(Map<String, @Nullable Object> visible) {
    Map<String, @Nullable Object> arguments = new LinkedHashMap<>();
    arguments.put("method", method);
    arguments.put("url", path.text(visible, Request::segment));
    Map<String, @Nullable Object> filled = new LinkedHashMap<>();
    headers.forEach((name, value) -> {
      if (value.complete(visible)) {
        filled.put(name, String.valueOf(value.fill(visible)));
      }
    });
    arguments.put("headers", filled);
    parts.forEach((name, value) -> arguments.put(name, value.fill(visible)));
    return arguments;
  }

  /** A value never leaves its place in the path. */
  private static String segment(String value) {
    if (value.equals(".") || value.equals("..")) {
      throw new PluginException(
          Category.INVALID_INPUT,
          "A value for the path is '" + value + "', which would lead to another one.");
    }
    return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
