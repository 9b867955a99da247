package io.aiops.studio.host.trust;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApiRangeTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[1.0,2) | 1.0.0 | true",
        "[1.0,2) | 1.99.3 | true",
        "[1.0,2) | 2.0.0 | false",
        "[1.0,2) | 0.9.9 | false",
        "(1.0,2] | 1.0.0 | false",
        "(1.0,2] | 2.0.0 | true",
        "[1.1,1.2) | 1.1.7 | true",
        "[1.1,1.2) | 1.0.0 | false",
        "1.1 | 1.10.0 | true",
        "1.1 | 1.0.9 | false"
      })
  void a_range_is_what_osgi_says(String range, String version, boolean included) {
    assertThat(ApiRange.includes(range, version)).isEqualTo(included);
  }

  @Test
  void it_is_found_among_the_imports() {
    assertThat(
            ApiRange.of(
                "a;version=\"[7,8)\";x=\",io.aiops.studio.api;version=9\","
                    + "io.aiops.studio.api;resolution:=optional;version=\"[1.0,2)\",b"))
        .contains("[1.0,2)");
    assertThat(ApiRange.of("io.aiops.studio.api;version=1.2")).contains("1.2");
    assertThat(ApiRange.of("io.aiops.studio.api.more;version=1.2,b")).isEmpty();
    assertThat(ApiRange.of("io.aiops.studio.api")).isEmpty();
    assertThat(ApiRange.of("")).isEmpty();
  }

  @Test
  void plugins_get_a_version_here() {
    assertThat(ApiRange.here()).matches("\\d+\\.\\d+\\.\\d+");
  }
}
