package io.aiops.studio.plugins.text;

import io.aiops.studio.api.CallContext;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jspecify.annotations.Nullable;

/** The tool {@code html-text}. */
final class Pages {

  private static final int LARGEST = 5 * 1024 * 1024;
  private static final int MOST_LINKS = 200;

  private Pages() {}

  static Map<String, @Nullable Object> text(
      Map<String, @Nullable Object> arguments, CallContext context) throws IOException {
    int longest = Source.integer(arguments, "maxCharacters", 20_000);
    String base = arguments.get("url") instanceof String url ? url : "";
    Document page;
    try (InputStream in = Source.open(arguments, context)) {
      page = Jsoup.parse(new String(in.readNBytes(LARGEST), StandardCharsets.UTF_8), base);
    }
    page.select("script, style, noscript, template, nav, footer").remove();
    String text = page.body().text();
    List<Map<String, @Nullable Object>> links =
        page.select("a[href]").stream()
            .limit(MOST_LINKS)
            .map(link -> {
              Map<String, @Nullable Object> view = new LinkedHashMap<>();
              view.put("text", link.text());
              view.put("url", base.isEmpty() ? link.attr("href") : link.absUrl("href"));
              return view;
            })
            .toList();
    Map<String, @Nullable Object> result = new LinkedHashMap<>();
    result.put("title", page.title());
    result.put("text", text.length() <= longest ? text : text.substring(0, longest));
    result.put("truncated", text.length() > longest);
    result.put("links", links);
    return result;
  }
}
