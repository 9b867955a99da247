package io.aiops.studio.host.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class JsonTest {

  static List<@Nullable Object> values() {
    return Arrays.asList(
        null,
        "text",
        true,
        7,
        7L,
        7_000_000_000L,
        (short) 7,
        0.1f,
        0.1,
        1.0,
        Double.NaN,
        new BigDecimal("1.10"),
        new BigInteger("7"),
        new BigInteger("70000000000000000000"),
        new AtomicInteger(7),
        List.of(1L, List.of(), Map.of("a", 2L)),
        Map.of("list", List.of(0.1f)));
  }

  /** What is decided on now is what is decided on when the log is read. */
  @ParameterizedTest
  @MethodSource("values")
  void a_value_is_what_its_text_is_read_as(@Nullable Object value) {
    Object read = Json.parse(Json.write(value));
    assertThat(Json.asRead(value)).isEqualTo(read);
    if (read != null) {
      assertThat(Json.asRead(value)).isInstanceOf(read.getClass());
    }
  }
}
