package io.aiops.studio.marketplace.listing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops.studio.host.problem.InvalidException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReleaseVersionTest {

  @Test
  void orders_as_osgi_does() {
    List<String> ordered =
        List.of("0.9", "1", "1.0.0.RC1", "1.0.0.SNAPSHOT", "1.0.1", "1.2", "1.10.0", "2.0.0");
    assertThat(
            ordered.reversed().stream()
                .map(text -> ReleaseVersion.read("version", text))
                .sorted()
                .map(ReleaseVersion::toString))
        .containsExactly(
            "0.9.0", "1.0.0", "1.0.0.RC1", "1.0.0.SNAPSHOT", "1.0.1", "1.2.0", "1.10.0", "2.0.0");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "v1", "1.", "1.2.3-SNAPSHOT", "-1", "1.2.3.4.5", "99999999999"})
  void refuses_what_is_none(String text) {
    assertThatThrownBy(() -> ReleaseVersion.read("version", text))
        .isInstanceOf(InvalidException.class)
        .hasMessageContaining("such as 1.2.0");
  }
}
