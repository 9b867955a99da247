package io.aiops.studio.plugins.text;

import io.aiops.studio.api.CallContext;
import io.aiops.studio.api.FileRef;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
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
    boolean more;
    try (InputStream in = Source.open(arguments, context)) {
      byte[] bytes = in.readNBytes(LARGEST);
      more = in.read() >= 0;
      // A text is what it says; a file is in the charset that it names.
      String charset = FileRef.from(arguments.get("file")).isPresent() ? null : "UTF-8";
      page = Jsoup.parse(new ByteArrayInputStream(bytes), charset, base);
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
    result.put("text", cut(text, longest));
    result.put("truncated", more || text.length() > longest);
    result.put("links", links);
    return result;
  }

  /** Not in the middle of a character that takes two. */
  private static String cut(String text, int longest) {
    if (text.length() <= longest) {
      return text;
    }
    boolean inTwo = Character.isHighSurrogate(text.charAt(longest - 1));
    return text.substring(0, inTwo ? longest - 1 : longest);
  }
}
