package io.aiops.studio.host.blob;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.host.json.Json;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SlimTest {

  private static final String LARGE = "a\\\"\u0000ü\uD83D\uDE00,{}[]".repeat(20_000);

  @ParameterizedTest
  @ValueSource(strings = {"first", "middle", "last", "first,last", "first,middle,last", ""})
  void comes_back_whole_wherever_it_was_cut(String fields) {
    List<String> large = Arrays.asList(fields.split(","));
    Map<String, Object> document = new LinkedHashMap<>();
    for (String field : List.of("first", "small", "middle", "none", "last")) {
      document.put(field, large.contains(field) ? List.of(field, Map.of("x", LARGE)) : field);
    }
    document.put("none", null);
    String text = Json.write(document);
    Slim slim = Slim.of(text);
    assertThat(slim.cuts()).hasSize(fields.isEmpty() ? 0 : large.size());
    assertThat(slim.text()).hasSizeLessThan(1_000);
    if (!fields.isEmpty()) {
      Map<String, String> blobs =
          slim.cuts().stream()
              .collect(Collectors.toMap(cut -> cut.blob().hash(), cut -> cut.blob().text()));
      assertThat(Slim.hashes(slim.places())).isEqualTo(blobs.keySet());
      assertThat(Slim.whole(slim.text(), slim.places(), blobs)).isEqualTo(text);
    }
  }

  @Test
  void many_small_values_stay() {
    String text = Json.write(Map.of("a", "x".repeat(60_000), "b", "y".repeat(60_000)));
    assertThat(Slim.of(text)).isEqualTo(new Slim(text, List.of()));
  }

  @Test
  void numbers_and_literals_at_the_end_are_left_alone() {
    String text = "{\"a\":\"" + "x".repeat(70_000) + "\",\"b\":12.5,\"c\":true}";
    Slim slim = Slim.of(text);
    assertThat(slim.text()).isEqualTo("{\"a\":,\"b\":12.5,\"c\":true}");
    assertThat(slim.cuts()).singleElement().returns(5, Slim.Cut::at);
  }
}
