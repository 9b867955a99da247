package io.aiops.studio.host.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops.studio.host.definition.ExpressionException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AmountTest {

  private static final String LONG = "x".repeat(1024 * 1024);

  @Test
  void texts_names_and_values_count() {
    assertThat(Amount.of(null)).isEqualTo(8);
    assertThat(Amount.of(1.5)).isEqualTo(8);
    assertThat(Amount.of("four")).isEqualTo(12);
    assertThat(Amount.of(List.of("a", true))).isEqualTo(8 + 9 + 8);
    assertThat(Amount.of(Map.of("name", "v"))).isEqualTo(8 + 4 + 9);
  }

  @Test
  void what_is_within_is_given_back_and_what_is_not_is_named() {
    List<String> most = Collections.nCopies(63, LONG);
    assertThat(Amount.within("input", most, "Less.")).isSameAs(most);
    assertThatThrownBy(() -> Amount.within("input", Collections.nCopies(65, LONG), "Less."))
        .isInstanceOf(ExpressionException.class)
        .hasMessage(
            "input has more than 67108864 characters in all; expected at most 67108864. Less.");
    assertThatThrownBy(
            () -> Amount.within("input", Collections.nCopies(Integer.MAX_VALUE, 1), "Less."))
        .isInstanceOf(ExpressionException.class);
  }
}
