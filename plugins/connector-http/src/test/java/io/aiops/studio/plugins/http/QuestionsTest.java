package io.aiops.studio.plugins.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.api.FileRef;
import io.aiops.studio.api.PluginException.Category;
import io.aiops.studio.plugins.http.FakeWeb.Seen;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes out, to whom. */
final class QuestionsTest {

  private final FakeWeb web = new FakeWeb();

  @AfterEach
  void stop() {
    web.close();
  }

  private Calls calls(Map<String, ? extends @Nullable Object> more) {
    Map<String, @Nullable Object> settings = new LinkedHashMap<>(more);
    settings.put("privateAddresses", true);
    return Calls.with(settings);
  }

  private Seen sent(Map<String, @Nullable Object> arguments) throws Exception {
    Calls calls = calls(Map.of("baseUrl", web.url("/v1")));
    calls.context().idempotencyKey("key-7");
    calls.context().put("f.bin", "application/x-thing", "file!".getBytes(StandardCharsets.UTF_8));
    calls.call("request", arguments);
    return web.seen().getLast();
  }

  @Test
  void a_relative_address_is_below_the_connections_own() throws Exception {
    for (String url : List.of("users", "/users", "//users")) {
      assertThat(sent(Map.of("url", url)).uri()).isEqualTo("/v1/users");
    }
    assertThat(
            sent(Map.of("url", "users?a=1#top", "query", Map.of("b", List.of("x y", "ü&")))).uri())
        .isEqualTo("/v1/users?a=1&b=x%20y&b=%C3%BC%26");
    calls(Map.of()).fails(Category.INVALID_INPUT, "get", Map.of("url", "users"));
  }

  @Test
  void what_goes_along_is_sent_as_what_it_is() throws Exception {
    Seen json = sent(Map.of("url", "x", "json", Map.of("a", List.of(1, "ü"))));
    assertThat(json.method()).isEqualTo("POST");
    assertThat(json.body()).isEqualTo("{\"a\":[1,\"ü\"]}");
    assertThat(json.header("Content-type")).isEqualTo("application/json");
    Seen form = sent(Map.of("url", "x", "form", Map.of("a", "b c&")));
    assertThat(form.body()).isEqualTo("a=b%20c%26");
    assertThat(form.header("Content-type")).isEqualTo("application/x-www-form-urlencoded");
    Seen text = sent(Map.of("url", "x", "method", "PUT", "text", "<a/>", "mediaType", "text/xml"));
    assertThat(text.method() + text.body() + text.header("Content-type"))
        .isEqualTo("PUT<a/>text/xml");
    FileRef file = new FileRef("file-1", "f.bin", "application/x-thing", 5);
    Seen given = sent(Map.of("url", "x", "file", file.toMap()));
    assertThat(given.body() + given.header("Content-type") + given.header("Content-length"))
        .isEqualTo("file!application/x-thing5");
  }

  @Test
  void what_changes_something_carries_the_calls_key() throws Exception {
    for (String method : List.of("POST", "PUT", "PATCH", "DELETE")) {
      assertThat(sent(Map.of("url", "x", "method", method)).header("Idempotency-key"))
          .isEqualTo("key-7");
    }
    for (String method : List.of("GET", "OPTIONS", "HEAD")) {
      assertThat(sent(Map.of("url", "x", "method", method)).header("Idempotency-key")).isEmpty();
    }
    assertThat(
            sent(Map.of("url", "x", "headers", Map.of("idempotency-key", "mine")))
                .header("Idempotency-key"))
        .isEqualTo("mine");
  }

  @Test
  void a_post_that_is_sent_elsewhere_with_307_is_repeated_whole() throws Exception {
    Seen last = sent(Map.of("url", web.url("/to/307?/v1/x"), "json", Map.of("a", 1)));
    assertThat(last.uri()).isEqualTo("/v1/x");
    assertThat(last.method() + last.body()).isEqualTo("POST{\"a\":1}");
  }

  @Test
  void credentials_go_to_the_connections_own_address_and_nowhere_else() throws Exception {
    try (FakeWeb other = new FakeWeb()) {
      Map<String, Object> settings =
          Map.of(
              "baseUrl", web.url(""),
              "allowedHosts", List.of("localhost"),
              "bearerToken", FakeWeb.SECRET,
              "secretHeaders", Map.of("X-Api-Key", "k3y"));
      Calls calls = calls(settings);
      calls.call("get", Map.of("url", "/page", "headers", Map.of("Authorization", "mine")));
      Seen own = web.seen().getLast();
      assertThat(own.header("Authorization")).isEqualTo("Bearer " + FakeWeb.SECRET);
      assertThat(own.header("X-api-key")).isEqualTo("k3y");
      calls.call("get", Map.of("url", other.url("/page")));
      calls.call("get", Map.of("url", "/to/307?" + other.url("/page")));
      assertThat(other.seen())
          .hasSize(2)
          .allSatisfy(
              seen -> assertThat(seen.headers()).doesNotContainKeys("Authorization", "X-api-key"));
    }
  }

  @Test
  void a_user_and_password_are_sent_encoded_and_never_shown() throws Exception {
    Calls calls = calls(Map.of("baseUrl", web.url(""), "user", "me", "password", FakeWeb.SECRET));
    calls.call("get", Map.of("url", "/page"));
    assertThat(web.seen().getLast().header("Authorization"))
        .isEqualTo(
            "Basic "
                + java.util.Base64.getEncoder()
                    .encodeToString(("me:" + FakeWeb.SECRET).getBytes(StandardCharsets.UTF_8)));
    assertThat(calls.fails(Category.DENIED, "get", Map.of("url", "/status/401")))
        .hasMessageContaining("[secret]")
        .hasMessageNotContaining(FakeWeb.SECRET);
  }

  @Test
  void credentials_without_an_address_are_refused_and_not_shown() {
    assertThat(
            calls(Map.of("bearerToken", FakeWeb.SECRET))
                .fails(Category.INVALID_INPUT, "get", Map.of("url", web.url("/page"))))
        .hasMessageContaining("baseUrl");
    String broken = FakeWeb.SECRET + "\nX: y";
    assertThat(
            calls(Map.of("baseUrl", web.url(""), "bearerToken", broken))
                .fails(Category.INVALID_INPUT, "get", Map.of("url", "/page")))
        .hasMessageContaining("Authorization")
        .hasMessageNotContaining(FakeWeb.SECRET);
    assertThat(
            calls(Map.of("baseUrl", "http://me:" + FakeWeb.SECRET + "@localhost/"))
                .fails(Category.INVALID_INPUT, "get", Map.of("url", "/page")))
        .hasMessageContaining("baseUrl")
        .hasMessageNotContaining(FakeWeb.SECRET);
    assertThat(web.seen()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://exa mple.com/", "http://", "http:///x", "http://a_b/", "http://localhost:99999/",
        "http://localhost:0/", "http://127.1/", "mailto:x@example.com", "http://müller.example/",
            "%zz"
      })
  void what_is_no_web_address_is_refused(String url) {
    assertThat(
            org.assertj.core.api.Assertions.catchThrowable(
                () -> calls(Map.of()).call("get", Map.of("url", url))))
        .isInstanceOfSatisfying(
            io.aiops.studio.api.PluginException.class,
            e -> assertThat(e.category()).isIn(Category.INVALID_INPUT, Category.DENIED));
  }

  @Test
  void headers_cannot_smuggle_anything() {
    Calls calls = calls(Map.of());
    for (Map<String, String> headers :
        List.of(
            Map.of("X", "a\r\nHost: b"),
            Map.of("X\r\nY", "a"),
            Map.of("Host", "b"),
            Map.of("Content-Length", "5"),
            Map.of("Transfer-Encoding", "chunked"),
            Map.of("X", "日本"))) {
      calls.fails(
          Category.INVALID_INPUT, "get", Map.of("url", web.url("/page"), "headers", headers));
    }
    assertThat(web.seen()).isEmpty();
  }

  @Test
  void one_thing_goes_along_at_most() {
    Calls calls = calls(Map.of());
    String url = web.url("/x");
    calls.fails(Category.INVALID_INPUT, "request", Map.of("url", url, "text", "a", "json", 1));
    calls.fails(
        Category.INVALID_INPUT, "request", Map.of("url", url, "text", "a", "method", "GET"));
    calls.fails(Category.INVALID_INPUT, "request", Map.of("url", url, "file", "a"));
    FileRef unknown = new FileRef("file-9", "x", "text/plain", 1);
    calls.fails(Category.NOT_FOUND, "request", Map.of("url", url, "file", unknown.toMap()));
    assertThat(web.seen()).isEmpty();
  }
}
