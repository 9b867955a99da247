package io.aiops.studio.plugins.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops.studio.api.PluginException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of a request when it is sent elsewhere. */
final class HopTest {

  private static final Material TEXT =
      new Material("text/plain", 1, context -> java.io.InputStream.nullInputStream());

  private static Hop hop(String method) {
    return new Hop(
        method,
        URI.create("https://api.example.com/a/b"),
        Map.of(
            "Authorization", "mine",
            "X-Api-Key", "mine",
            "Accept", "text/html",
            "Content-Type", "text/plain",
            "Idempotency-Key", "k"),
        method.equals("GET") || method.equals("HEAD") ? Material.NONE : TEXT);
  }

  @ParameterizedTest
  @CsvSource({
    "GET, 301, GET, false",
    "GET, 307, GET, false",
    "POST, 301, GET, false",
    "POST, 302, GET, false",
    "POST, 303, GET, false",
    "PUT, 303, GET, false",
    "PUT, 302, PUT, true",
    "POST, 307, POST, true",
    "POST, 308, POST, true",
    "DELETE, 308, DELETE, true",
    "HEAD, 303, HEAD, false"
  })
  void the_method_and_what_goes_along_follow_the_status(
      String method, int status, String expected, boolean repeated) {
    Hop next = hop(method).next(status, Optional.of("c?d=e")).orElseThrow();
    assertThat(next.method()).isEqualTo(expected);
    assertThat(next.address()).hasToString("https://api.example.com/a/c?d=e");
    assertThat(next.material()).isSameAs(repeated ? TEXT : Material.NONE);
    assertThat(next.headers()).containsEntry("Authorization", "mine");
  }

  @Test
  void strangers_see_nothing_but_what_is_harmless() {
    for (String to :
        new String[] {
          "https://other.example.com/", "https://api.example.com:8443/", "//evil.example/"
        }) {
      assertThat(hop("PUT").next(307, Optional.of(to)).orElseThrow().headers())
          .as(to)
          .containsOnlyKeys("Accept", "Content-Type");
    }
  }

  @Test
  void encryption_is_not_given_up() {
    assertThatThrownBy(() -> hop("GET").next(302, Optional.of("http://api.example.com/")))
        .isInstanceOf(PluginException.class)
        .hasMessageContaining("https to http");
  }

  @Test
  void what_is_no_redirect_leads_nowhere() {
    assertThat(hop("GET").next(200, Optional.of("/x"))).isEmpty();
    assertThat(hop("GET").next(304, Optional.of("/x"))).isEmpty();
    assertThat(hop("GET").next(302, Optional.empty())).isEmpty();
  }
}
