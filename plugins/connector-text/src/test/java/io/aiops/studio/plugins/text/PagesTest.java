package io.aiops.studio.plugins.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.api.FileRef;
import io.aiops.studio.plugins.testkit.RecordingContext;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class PagesTest {

  private static Map<String, @Nullable Object> page(Map<String, @Nullable Object> arguments)
      throws Exception {
    return Pages.text(arguments, new RecordingContext());
  }

  @Test
  void text_and_links_come_without_scripts_and_navigation() throws Exception {
    Map<String, @Nullable Object> page =
        page(
            Map.of(
                "text",
                "<html><head><title> The  title </title><style>p{}</style></head><body>"
                    + "<nav><a href='/menu'>Menu</a></nav><script>alert(1)</script>"
                    + "<h1>Hello</h1><p>one &amp; <a href='b?x=1'>two</a></p>"
                    + "<a href='https://other.example/'>out</a><footer>foot</footer>",
                "url",
                "https://example.com/a/"));
    assertThat(page)
        .containsEntry("title", "The title")
        .containsEntry("text", "Hello one & two out")
        .containsEntry("truncated", false)
        .containsEntry(
            "links",
            List.of(
                Map.of("text", "two", "url", "https://example.com/a/b?x=1"),
                Map.of("text", "out", "url", "https://other.example/")));
  }

  @Test
  void a_page_in_a_file_is_read_in_the_charset_it_names() throws Exception {
    RecordingContext context = new RecordingContext();
    FileRef file =
        context.put(
            "p.html",
            "text/html",
            "<meta charset=windows-1252><p>Grüße für 5 €"
                .getBytes(Charset.forName("windows-1252")));
    assertThat(Pages.text(Map.of("file", file.toMap()), context))
        .containsEntry("text", "Grüße für 5 €");
  }

  @Test
  void what_is_cut_says_so_and_is_cut_between_characters() throws Exception {
    assertThat(page(Map.of("text", "<p>" + "a".repeat(99) + "😀b", "maxCharacters", 100)))
        .containsEntry("text", "a".repeat(99))
        .containsEntry("truncated", true);
    // Larger than what is parsed at all, though little of it is text.
    String comment = "<!--" + "x".repeat(6 * 1024 * 1024) + "-->";
    assertThat(page(Map.of("text", "<p>begin" + comment + "end")))
        .containsEntry("text", "begin")
        .containsEntry("truncated", true);
  }

  @Test
  void what_is_no_page_is_just_text() throws Exception {
    assertThat(page(Map.of("text", "no tags < here & there")))
        .containsEntry("title", "")
        .containsEntry("text", "no tags < here & there");
    assertThat(page(Map.of("text", ""))).containsEntry("text", "");
  }
}
