package io.aiops.studio.marketplace.listing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadmeTest {

  @Test
  void shows_headings_lists_code_tables_and_links() {
    String html =
        Readme.html(
            """
            # Greeter
            It *greets*. See [its page](https://acme.com/greeter).

            - one
            - two

            ```java
            greet("<you>");
            ```

            | a | b |
            |---|---|
            | 1 | 2 |
            """);
    Document page = Jsoup.parse(html);
    assertThat(page.select("h3").text()).isEqualTo("Greeter");
    assertThat(page.select("li")).hasSize(2);
    assertThat(page.select("pre code").text()).isEqualTo("greet(\"<you>\");");
    assertThat(page.select("td")).hasSize(2);
    assertThat(page.select("a").attr("href")).isEqualTo("https://acme.com/greeter");
    assertThat(page.select("a").attr("rel")).contains("noopener", "nofollow");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<svg/onload=alert(1)>",
        "<a href='javascript:alert(1)'>x</a>",
        "<style>body{display:none}</style>",
        "<iframe src='https://evil.com'></iframe>",
        "<form action='https://evil.com'><input name=password></form>",
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt:alert(1))",
        "[x](java\nscript:alert(1))",
        "[x](data:text/html;base64,PHNjcmlwdD4=)",
        "[x](vbscript:x)",
        "[x](file:///etc/passwd)",
        "[x](//evil.com)",
        "[x](/logout)",
        "<javascript:alert(1)>",
        "![x](https://evil.com/pixel.png)",
        "![x\" onerror=\"alert(1)](x.png)",
        "[x]: javascript:alert(1)\n\n[x]",
        "`<script>alert(1)</script>`",
        "```\"><script>alert(1)</script>\nx\n```",
        "<!-- --><script>alert(1)</script>",
        "<meta http-equiv=refresh content='0;url=https://evil.com'>",
        "&lt;script&gt;alert(1)&lt;/script&gt;",
        "| <img src=x onerror=alert(1)> |\n|---|\n| x |",
      })
  void lets_nothing_act(String hostile) {
    Document page = Jsoup.parseBodyFragment(Readme.html(hostile));
    assertThat(
            page.body().select("script, style, img, svg, iframe, form, input, meta, link, object"))
        .isEmpty();
    page.body()
        .getAllElements()
        .forEach(element ->
            element
                .attributes()
                .forEach(attribute -> {
                  assertThat(attribute.getKey()).doesNotStartWith("on").isNotEqualTo("style");
                  if (attribute.getKey().equals("href")) {
                    assertThat(attribute.getValue().toLowerCase(Locale.ROOT))
                        .startsWith("https://");
                  }
                }));
  }

  @Test
  void keeps_the_words_of_a_picture_that_it_does_not_show() {
    assertThat(Readme.html("![a graph](https://evil.com/pixel.png)"))
        .contains("a graph")
        .doesNotContain("evil.com");
  }

  @ParameterizedTest
  @ValueSource(strings = {">", "- ", "[", "![", "*a **", "`", "<a ", "1. ", "\\[", "|-"})
  void takes_no_time_for_what_is_made_to_take_long(String piece) {
    String hostile = piece.repeat(Readme.LARGEST / piece.length());
    Assertions.assertTimeoutPreemptively(Duration.ofSeconds(30), () -> Readme.html(hostile));
  }

  @Test
  void bounds_its_size_and_wants_utf_8() {
    byte[] large = "x".repeat(Readme.LARGEST + 1).getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(() -> Readme.checked("README.md", large))
        .hasMessageContaining("README.md: has 65537 bytes");
    assertThatThrownBy(() -> Readme.checked("README.md", new byte[] {(byte) 0xC3, 0x28}))
        .hasMessageContaining("is not UTF-8");
  }
}
