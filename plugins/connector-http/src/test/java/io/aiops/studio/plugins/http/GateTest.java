package io.aiops.studio.plugins.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops.studio.api.PluginException;
import io.aiops.studio.api.PluginException.Category;
import io.aiops.studio.plugins.line.Line;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing but what a connection allows is called, whatever the way there. */
final class GateTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://localhost:PORT/page",
        "http://127.0.0.1:PORT/page",
        "http://2130706433:PORT/page",
        "http://0.0.0.0:PORT/page",
        "http://[::1]:PORT/page",
        "http://[::ffff:127.0.0.1]:PORT/page",
        "http://169.254.169.254/latest/meta-data/",
        "http://[fd00:ec2::254]/",
        "http://10.0.0.1/",
        "file:///etc/passwd",
        "ftp://example.com/x",
        "jar:http://example.com!/x",
        "gopher://localhost:PORT/",
        "http://user:pass@example.com/"
      })
  void as_it_comes_nothing_near_is_called(String url) {
    try (FakeWeb web = new FakeWeb()) {
      Calls calls = Calls.with(Map.of());
      String at = url.replace("PORT", "" + web.port());
      assertThat(calls.fails(Category.DENIED, "get", Map.of("url", at)))
          .hasMessageNotContaining("pass@");
      assertThat(web.seen()).isEmpty();
    }
  }

  @Test
  void a_metadata_service_is_never_called() {
    Calls calls = Calls.with(Map.of("privateAddresses", true, "allowedHosts", List.of("*")));
    assertThat(calls.fails(Category.DENIED, "get", Map.of("url", "http://169.254.169.254/")))
        .hasMessageContaining("no setting allows it");
  }

  @ParameterizedTest
  @CsvSource({
    "https://example.com/x, example.com, true",
    "https://EXAMPLE.com/x, Example.COM, true",
    "https://a.example.com/x, example.com, false",
    "https://a.example.com/x, *.example.com, true",
    "https://a.b.example.com/x, *.example.com, true",
    "https://example.com/x, *.example.com, false",
    "https://badexample.com/x, *.example.com, false",
    "https://example.com.evil.org/x, example.com, false",
    "https://evil.org/example.com, example.com, false",
    "https://anything.org/x, *, true"
  })
  void a_host_is_called_only_if_it_is_allowed(String url, String allowed, boolean may) {
    Settings settings = Settings.from(Map.of("allowedHosts", List.of(allowed)));
    Gate gate = new Gate(settings, host -> List.of(address("8.8.8.8")), granted -> {});
    if (may) {
      assertThatCode(() -> gate.check(URI.create(url))).doesNotThrowAnyException();
    } else {
      assertThatThrownBy(() -> gate.check(URI.create(url)))
          .isInstanceOf(PluginException.class)
          .hasMessageContaining("allowedHosts");
    }
  }

  @Test
  void with_an_address_of_its_own_a_connection_calls_no_other_host() {
    try (FakeWeb web = new FakeWeb()) {
      Calls calls = Calls.with(Map.of("baseUrl", web.url(""), "privateAddresses", true));
      calls.fails(
          Category.DENIED, "get", Map.of("url", "http://127.0.0.1:" + web.port() + "/page"));
      assertThat(web.seen()).isEmpty();
    }
  }

  @Test
  void one_private_address_among_public_ones_is_enough_to_refuse() {
    Gate gate =
        new Gate(
            Settings.from(Map.of()),
            host -> List.of(address("8.8.8.8"), address("10.0.0.1")),
            granted -> {});
    assertThatThrownBy(() -> gate.check(URI.create("http://both.example/")))
        .isInstanceOf(PluginException.class)
        .hasMessageContaining("privateAddresses");
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303, 307, 308})
  void a_redirect_to_where_the_call_may_not_go_is_not_followed(int status) {
    try (FakeWeb web = new FakeWeb()) {
      Calls calls =
          Calls.with(Map.of("privateAddresses", true, "allowedHosts", List.of("localhost")));
      for (String to :
          List.of(
              "http://127.0.0.1:" + web.port() + "/page",
              "http://169.254.169.254/latest/",
              "//127.0.0.1:" + web.port() + "/page",
              "file:///etc/passwd")) {
        calls.fails(Category.DENIED, "get", Map.of("url", web.url("/to/" + status + "?" + to)));
      }
      assertThat(web.seen()).allSatisfy(seen -> assertThat(seen.uri()).startsWith("/to/"));
    }
  }

  @Test
  void the_studio_is_asked_before_each_hop_and_its_refusal_ends_the_call() throws Exception {
    try (FakeWeb web = new FakeWeb()) {
      Calls calls = Calls.with(Map.of("privateAddresses", true));
      calls.call("get", Map.of("url", web.url("/to/302?/page")));
      assertThat(calls.context().reached())
          .contains(URI.create(web.url("/to/302?/page")), URI.create(web.url("/page")));
      calls.context().grantNothing();
      HttpConnector unresolved =
          new HttpConnector(
              host -> {
                throw new AssertionError(host + " was looked up");
              },
              Line.toAddresses());
      new Calls(unresolved, calls.context())
          .fails(Category.DENIED, "get", Map.of("url", web.url("/page")));
      unresolved.close();
      assertThat(web.seen()).hasSize(2);
    }
  }

  @Test
  void an_unknown_name_is_said() {
    Gate gate =
        new Gate(
            Settings.from(Map.of()),
            host -> {
              throw new UnknownHostException(host);
            },
            granted -> {});
    assertThatThrownBy(() -> gate.check(URI.create("http://no.example/")))
        .isInstanceOfSatisfying(
            PluginException.class, e -> assertThat(e.category()).isEqualTo(Category.UNAVAILABLE))
        .hasMessageContaining("'no.example'");
  }

  private static InetAddress address(String literal) throws UnknownHostException {
    return InetAddress.getByName(literal);
  }
}
