package io.aiops.studio.plugins.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.aiops.studio.api.FileRef;
import io.aiops.studio.api.PluginException;
import io.aiops.studio.api.PluginException.Category;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is made of answers, good and bad. */
final class AnswersTest {

  private final FakeWeb web = new FakeWeb();
  private final Calls calls =
      Calls.with(Map.of("privateAddresses", true, "maxBytes", 50_000, "maxFileBytes", 60_000));

  @AfterEach
  void stop() {
    web.close();
  }

  private Map<?, ?> get(String path) throws Exception {
    return calls.call("get", Map.of("url", web.url(path)));
  }

  @Test
  void a_text_is_read_in_the_charset_it_names() throws Exception {
    assertThat(get("/page").get("body")).isEqualTo("<title>Grüße</title>");
    assertThat(get("/page").get("mediaType")).isEqualTo("text/html");
    assertThat(get("/latin").get("body")).isEqualTo("Grüße");
    assertThat(get("/meta").get("body")).asString().endsWith("€");
    assertThat(MediaType.of("text/plain; charset=no-such").decode("ü".getBytes("UTF-8")))
        .isEqualTo("ü");
    assertThat(MediaType.of("text/plain").decode("\ufeffü".getBytes("UTF-16LE"))).isEqualTo("ü");
  }

  @Test
  void json_comes_as_values() throws Exception {
    Map<?, ?> result = get("/json");
    assertThat(result.get("json")).isEqualTo(Map.of("a", Arrays.asList(1, 2.5, "x", null, true)));
    assertThat(result.containsKey("body")).isFalse();
    assertThat(get("/problem").get("json")).isEqualTo(List.of(1));
  }

  @Test
  void what_only_claims_to_be_json_comes_as_text_unless_json_was_asked_for() throws Exception {
    assertThat(get("/no-json").get("body")).isEqualTo("{\"a\": ");
    assertThat(get("/deep").get("body")).asString().startsWith("[[[");
    calls.fails(Category.UNAVAILABLE, "get", Map.of("url", web.url("/no-json"), "as", "json"));
    calls.fails(Category.UNAVAILABLE, "get", Map.of("url", web.url("/deep"), "as", "json"));
    assertThat(calls.call("get", Map.of("url", web.url("/json"), "as", "text")).get("body"))
        .asString()
        .startsWith("{\"a\"");
  }

  @Test
  void what_is_no_text_is_kept_as_a_file() throws Exception {
    FileRef file = FileRef.from(get("/image.png").get("file")).orElseThrow();
    assertThat(file.name()).isEqualTo("image.png");
    assertThat(file.mediaType()).isEqualTo("image/png");
    assertThat(calls.context().content(file)).hasValue(new byte[] {(byte) 137, 80, 78, 71});
    Map<?, ?> named =
        calls.call(
            "get", Map.of("url", web.url("/page"), "as", "file", "fileName", "../../a:b.html"));
    assertThat(FileRef.from(named.get("file")).orElseThrow().name()).isEqualTo("_.._a_b.html");
  }

  @Test
  void headers_come_in_lower_case_without_cookies() throws Exception {
    Map<?, ?> headers = (Map<?, ?>) get("/cookie").get("headers");
    assertThat(headers.get("x-thing")).isEqualTo("one");
    assertThat(headers.containsKey("set-cookie")).isFalse();
  }

  @Test
  @Timeout(180)
  void what_is_too_large_is_refused_however_it_comes() throws Exception {
    for (String path : List.of("/large", "/endless", "/bomb")) {
      calls.fails(Category.LIMIT_REACHED, "get", Map.of("url", web.url(path)));
      calls.fails(Category.LIMIT_REACHED, "get", Map.of("url", web.url(path), "as", "file"));
    }
    assertThat(get("/gzip").get("body")).isEqualTo("packed text");
  }

  @Test
  @Timeout(180)
  void an_answer_has_to_end_in_time() {
    Map<String, Object> settings = Map.of("privateAddresses", true, "timeoutSeconds", 1);
    for (String path : List.of("/silent", "/halting")) {
      Calls hasty = Calls.with(settings);
      assertThat(hasty.fails(Category.TIMEOUT, "get", Map.of("url", web.url(path))))
          .hasMessageContaining("within 1.0 s");
      hasty.fails(Category.TIMEOUT, "get", Map.of("url", web.url(path), "as", "file"));
    }
    Calls late = Calls.with(Map.of("privateAddresses", true));
    late.context().deadline(Instant.now().minusSeconds(1));
    late.fails(Category.TIMEOUT, "get", Map.of("url", web.url("/page")));
  }

  @Test
  void an_answer_that_breaks_off_is_none() {
    calls.fails(Category.UNAVAILABLE, "get", Map.of("url", web.url("/cut")));
    int port = web.port();
    web.close();
    assertThat(
            calls.fails(
                Category.UNAVAILABLE, "get", Map.of("url", "http://localhost:" + port + "/page")))
        .hasMessageContaining("localhost:" + port);
  }

  @ParameterizedTest
  @CsvSource({
    "400, INVALID_INPUT",
    "401, DENIED",
    "403, DENIED",
    "404, NOT_FOUND",
    "408, TIMEOUT",
    "409, INVALID_INPUT",
    "410, NOT_FOUND",
    "418, INVALID_INPUT",
    "422, INVALID_INPUT",
    "425, UNAVAILABLE",
    "429, RATE_LIMITED",
    "500, UNAVAILABLE",
    "503, UNAVAILABLE",
    "504, TIMEOUT"
  })
  void a_failure_says_whose_it_is_and_how_long_to_wait(int status, Category category)
      throws Exception {
    Map<String, Object> arguments = Map.of("url", web.url("/status/" + status + "?key=hidden"));
    PluginException failure = calls.fails(category, "get", Map.copyOf(arguments));
    assertThat(failure)
        .hasMessageContaining("answered with " + status)
        .hasMessageContaining("sorry about")
        .hasMessageNotContaining("hidden");
    assertThat(failure.retryAfter())
        .isEqualTo(category.retryHelps() ? Optional.of(Duration.ofSeconds(7)) : Optional.empty());
    Map<?, ?> accepted =
        calls.call(
            "get", Map.of("url", web.url("/status/" + status), "acceptStatus", List.of(status)));
    assertThat(accepted.get("status")).isEqualTo(status);
  }

  @Test
  void how_long_to_wait_is_bounded() {
    Instant now = Instant.parse("2026-11-25T12:00:00Z");
    assertThat(
            List.of(
                entry("7", Optional.of(Duration.ofSeconds(7))),
                entry("999999999", Optional.of(Duration.ofDays(1))),
                entry("99999999999999999999", Optional.<Duration>empty()),
                entry("-3", Optional.<Duration>empty()),
                entry("soon", Optional.<Duration>empty()),
                entry("Wed, 25 Nov 2026 12:00:30 GMT", Optional.of(Duration.ofSeconds(30))),
                entry("Sat, 01 Jan 2000 00:00:00 GMT", Optional.of(Duration.ZERO))))
        .allSatisfy(each ->
            assertThat(Refusal.wait(Optional.of(each.getKey()), now))
                .as(each.getKey())
                .isEqualTo(each.getValue()));
  }

  @Test
  void redirects_are_followed_up_to_a_bound() throws Exception {
    Map<?, ?> result = get("/to/302?/to/301?/page");
    assertThat(result.get("url")).isEqualTo(web.url("/page"));
    Calls none = Calls.with(Map.of("privateAddresses", true, "maxRedirects", 0));
    none.fails(Category.LIMIT_REACHED, "get", Map.of("url", web.url("/to/302?/page")));
    String loop = web.url("/to/302?/to/302");
    calls.fails(
        Category.LIMIT_REACHED,
        "get",
        Map.of("url", web.url("/to/307?/to/307?" + loop + "?" + loop + "?" + loop + "?" + loop)));
  }

  @Test
  void nothing_in_an_answer_is_no_failure() throws Exception {
    assertThat(get("/empty").get("body")).isEqualTo("");
    assertThat(
            calls.call("request", Map.of("method", "HEAD", "url", web.url("/large"))).get("body"))
        .isEqualTo("");
  }
}
