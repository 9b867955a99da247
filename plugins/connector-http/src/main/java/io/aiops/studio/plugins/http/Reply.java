package io.aiops.studio.plugins.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.jr.ob.JSON;
import io.aiops.studio.api.CallContext;
import io.aiops.studio.api.PluginException;
import io.aiops.studio.api.PluginException.Category;
import io.aiops.studio.plugins.http.Settings.Limits;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.hc.core5.http.Header;
import org.jspecify.annotations.Nullable;

/** What the caller gets: {@code {status, url, headers, mediaType, body | json | file}}. */
record Reply(Answer answer, Wish wish, Limits limits) {

  /** As deep as the studio takes. */
  private static final int DEEPEST = 150;

  private static final JSON READER =
      new JSON(
          JsonFactory.builder()
              .streamReadConstraints(
                  StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
              .build());

  /** Not for a record that everybody can read. */
  private static final Set<String> KEPT_BACK = Set.of("set-cookie", "set-cookie2");

  private static final int LONGEST_NAME = 120;

  Map<String, @Nullable Object> read(Hop hop, CallContext context) throws IOException {
    MediaType type = MediaType.of(answer.header("content-type").orElse(""));
    Map<String, @Nullable Object> result = new LinkedHashMap<>();
    result.put("status", answer.status());
    result.put("url", hop.address().toString());
    result.put("headers", headers());
    result.put("mediaType", type.name());
    if (hop.method().equals("HEAD") || answer.status() == 204 || answer.status() == 304) {
      result.put("body", "");
      return result;
    }
    switch (form(type)) {
      case FILE -> result.put("file", file(hop, type, context));
      case JSON -> json(result, text(type));
      default -> result.put("body", text(type));
    }
    return result;
  }

  private Wish.Form form(MediaType type) {
    if (wish.form() != Wish.Form.AUTO) {
      return wish.form();
    }
    if (type.json()) {
      return Wish.Form.JSON;
    }
    return type.text() ? Wish.Form.TEXT : Wish.Form.FILE;
  }

  private String text(MediaType type) throws IOException {
    try (InputStream in =
        answer.body(
            limits.text(), "set 'as' to \"file\" to keep it as a file, or raise 'maxBytes'.")) {
      return type.decode(in.readAllBytes());
    }
  }

  private void json(Map<String, @Nullable Object> result, String text) {
    try {
      result.put("json", READER.anyFrom(text));
    } catch (IOException e) {
      if (wish.form() == Wish.Form.JSON) {
        throw new PluginException(
            Category.UNAVAILABLE,
            "The answer is no JSON of at most "
                + DEEPEST
                + " levels; set 'as' to \"text\" to see what it is.",
            e);
      }
      // It only said that it was JSON; nobody insists.
      result.put("body", text);
    }
  }

  private Map<String, @Nullable Object> file(Hop hop, MediaType type, CallContext context)
      throws IOException {
    try (InputStream in = answer.body(limits.file(), "raise the connection's 'maxFileBytes'.")) {
      return context.save(name(hop), type.name(), in).toMap();
    }
  }

  private String name(Hop hop) {
    String path = hop.address().getPath() == null ? "" : hop.address().getPath();
    String last = path.substring(path.lastIndexOf('/') + 1);
    String wanted =
        (wish.fileName().isBlank() ? last : wish.fileName()).replaceAll("[^\\p{L}\\p{N}._ -]", "_");
    String name = wanted.replaceFirst("^[. ]+", "");
    if (name.isEmpty()) {
      return "download";
    }
    return name.length() <= LONGEST_NAME ? name : name.substring(name.length() - LONGEST_NAME);
  }

  private Map<String, @Nullable Object> headers() {
    Map<String, @Nullable Object> headers = new TreeMap<>();
    for (Header header : answer.headers()) {
      String name = header.getName().toLowerCase(Locale.ROOT);
      if (!KEPT_BACK.contains(name)) {
        headers.merge(name, header.getValue(), (one, other) -> one + ", " + other);
      }
    }
    return headers;
  }
}
