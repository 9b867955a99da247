package io.aiops.studio.host.rest;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.core.AbstractMultivaluedMap;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.HashMap;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a browser may make of an answer. */
class SecurityHeadersTest {

  private static final String KEPT = "private, max-age=86400, immutable";

  private static final class Headers extends AbstractMultivaluedMap<String, Object> {
    private Headers() {
      super(new HashMap<>());
    }
  }

  private static List<Object> cache(int status, String said) {
    MultivaluedMap<String, Object> headers = new Headers();
    headers.putSingle("Cache-Control", said);
    SecurityHeaders.put(status, headers);
    assertThat(headers.getFirst("X-Content-Type-Options")).isEqualTo("nosniff");
    return headers.get("Cache-Control");
  }

  @Test
  void nothing_is_kept_but_what_never_changes() {
    MultivaluedMap<String, Object> headers = new Headers();
    SecurityHeaders.put(200, headers);
    assertThat(headers.get("Cache-Control")).containsExactly("no-store");
    assertThat(cache(200, "max-age=60")).containsExactly("no-store");
    assertThat(cache(200, KEPT)).containsExactly(KEPT);
    assertThat(cache(404, KEPT)).containsExactly("no-store");
  }
}
