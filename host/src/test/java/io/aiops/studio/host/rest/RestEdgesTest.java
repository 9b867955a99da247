package io.aiops.studio.host.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops.studio.host.problem.InvalidException;
import io.aiops.studio.host.problem.NotFoundException;
import jakarta.ws.rs.core.MultivaluedMap;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RestEdgesTest {

  private static MultivaluedMap<String, String> headers(@Nullable String... pairs) {
    MultivaluedMap<String, String> headers = new Headers();
    for (int i = 0; i < pairs.length; i += 2) {
      if (pairs[i + 1] != null) {
        headers.putSingle(pairs[i], pairs[i + 1]);
      }
    }
    return headers;
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "1, -,                     -,           true",
        "1, http://studio:9180,    same-origin, true",
        "1, http://STUDIO:9180,    -,           true",
        "-, http://studio:9180,    same-origin, false",
        "1, http://evil.example,   -,           false",
        "1, http://studio:9181,    -,           false",
        "1, null,                  -,           false",
        "1, http://[broken,        -,           false",
        "1, -,                     cross-site,  false",
        "1, -,                     same-site,   false",
        "0, -,                     same-origin, false",
      })
  void a_change_with_a_session_must_come_from_our_own_page(
      @Nullable String csrf, @Nullable String origin, @Nullable String site, boolean ours) {
    MultivaluedMap<String, String> headers =
        headers("X-Studio-CSRF", csrf, "Origin", origin, "Sec-Fetch-Site", site);
    if (ours) {
      assertThatCode(() -> FromOurPage.check(headers, "studio:9180")).doesNotThrowAnyException();
    } else {
      assertThatThrownBy(() -> FromOurPage.check(headers, "studio:9180"))
          .isInstanceOf(RefusedException.class);
    }
  }

  @Test
  void a_body_beyond_its_bound_is_refused_without_reading_it_all() {
    byte[] ten = new byte[10];
    assertThatThrownBy(() -> Bodies.bounded(new ByteArrayInputStream(ten), 9, "10"))
        .isInstanceOf(RefusedException.class);
    assertThatThrownBy(() -> Bodies.bounded(new ByteArrayInputStream(ten), 9, null).readAllBytes())
        .isInstanceOf(RefusedException.class);
    assertThatCode(
            () -> Bodies.bounded(new ByteArrayInputStream(ten), 10, "nonsense").readAllBytes())
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> Bodies.text(new ByteArrayInputStream(new byte[Bodies.MAX_TEXT + 1])))
        .hasMessageContaining("2,097,152");
  }

  @Test
  void text_must_be_utf_8_without_zeros() throws IOException {
    assertThat(Bodies.text(new ByteArrayInputStream("grün".getBytes("UTF-8")))).isEqualTo("grün");
    assertThatThrownBy(() -> Bodies.text(new ByteArrayInputStream(new byte[] {(byte) 0xff})))
        .hasMessageContaining("UTF-8");
    assertThatThrownBy(() -> Bodies.text(new ByteArrayInputStream(new byte[] {'a', 0})))
        .hasMessageContaining("zero");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "../x", "a/b", "a\\b", "..", "a\r\nSet-Cookie: b", "a\u0000"})
  void a_file_name_has_no_folders_and_no_control_characters(String name) {
    assertThatThrownBy(() -> FileNames.checked(name)).isInstanceOf(InvalidException.class);
  }

  @Test
  void a_download_names_its_file_without_breaking_the_header() {
    assertThat(FileNames.attachment("Bericht \"grün\"; x.md"))
        .isEqualTo(
            "attachment; filename=\"Bericht__gr_n___x.md\";"
                + " filename*=UTF-8''Bericht%20%22gr%C3%BCn%22%3B%20x.md");
  }

  @ParameterizedTest
  @CsvSource({
    "text/csv; charset=utf-8, text/csv",
    "application/vnd.api+json, application/vnd.api+json",
    "'', application/octet-stream"
  })
  void a_media_type_is_kept_without_its_parameters(String given, String kept) {
    assertThat(FileNames.mediaType(given)).isEqualTo(kept);
  }

  @ParameterizedTest
  @ValueSource(strings = {"text", "text/<script>", "a/b/c", "text/html\r\nX: y"})
  void what_is_no_media_type_is_refused(String given) {
    assertThatThrownBy(() -> FileNames.mediaType(given)).isInstanceOf(InvalidException.class);
  }

  @Test
  void numbers_outside_their_range_name_the_parameter() {
    assertThat(Parameters.number("limit", null, 50, 1, 200)).isEqualTo(50);
    assertThat(Parameters.number("limit", "200", 50, 1, 200)).isEqualTo(200);
    for (String bad : new String[] {"0", "201", "x", "1e3", "99999999999999999999"}) {
      assertThatThrownBy(() -> Parameters.number("limit", bad, 50, 1, 200))
          .isInstanceOf(InvalidException.class)
          .hasMessageStartingWith("limit: ");
    }
  }

  @Test
  void an_id_that_is_none_is_not_found() {
    assertThatThrownBy(() -> Parameters.id("execution", "../etc"))
        .isInstanceOf(NotFoundException.class);
  }

  @Test
  void a_person_has_a_bounded_number_of_streams() {
    OpenStreams open = new OpenStreams();
    UUID ada = UUID.randomUUID();
    for (int i = 0; i < OpenStreams.PER_PERSON; i++) {
      open.enter(ada);
    }
    assertThatThrownBy(() -> open.enter(ada)).isInstanceOf(RefusedException.class);
    open.enter(UUID.randomUUID());
    open.leave(ada);
    open.enter(ada);
  }
}
