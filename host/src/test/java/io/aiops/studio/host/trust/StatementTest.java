package io.aiops.studio.host.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops.studio.host.problem.InvalidException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatementTest {

  private static final String GOOD =
      "{\"files\":{\"a\":\"1\",\"b\":\"2\"},\"format\":1,\"headers\":{\"Bundle-Name\":\"Grüße\"},"
          + "\"signedAt\":\"2026-11-20T08:00:00Z\"}";

  @Test
  void is_written_in_one_way_and_read_back() {
    Statement statement =
        new Statement(
            new TreeMap<>(Map.of("b", "2", "a", "1")),
            new TreeMap<>(Map.of("Bundle-Name", "Grüße")),
            Instant.parse("2026-11-20T08:00:00Z"));
    assertThat(statement.write()).asString(StandardCharsets.UTF_8).isEqualTo(GOOD);
    assertThat(Statement.read("it", statement.write())).isEqualTo(statement);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "7",
        "{}",
        "{\"files\":{},\"format\":2,\"headers\":{},\"signedAt\":\"2026-11-20T08:00:00Z\"}",
        "{\"files\":{},\"format\":1,\"headers\":{},\"signedAt\":\"today\"}",
        "{\"files\":{},\"format\":1,\"headers\":{},\"signedAt\":\"2026-11-20T08:00Z\"}",
        "{\"files\":{},\"format\":1,\"headers\":{}, \"signedAt\":\"2026-11-20T08:00:00Z\"}",
        "{\"files\":{\"b\":\"2\",\"a\":\"1\"},\"format\":1,\"headers\":{},\"signedAt\":\"2026-11-20T08:00:00Z\"}",
        "{\"files\":{\"a\":\"0\",\"a\":\"1\"},\"format\":1,\"headers\":{},\"signedAt\":\"2026-11-20T08:00:00Z\"}",
        "{\"files\":{},\"format\":1,\"headers\":{},\"more\":1,\"signedAt\":\"2026-11-20T08:00:00Z\"}"
      })
  void what_is_written_in_another_way_is_not_read(String text) {
    assertThatThrownBy(() -> Statement.read("it", text.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(InvalidException.class)
        .hasMessageStartingWith("it: holds no statement of format 1");
  }
}
