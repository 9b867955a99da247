package io.aiops.studio.host.definition;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.host.definition.text.Source;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WholePairsTest {

  @Test
  void a_pair_of_surrogates_is_read_wherever_it_stands() {
    for (int before = 1000; before < 1050; before++) {
      String value = "x".repeat(before) + "\uD83D\uDE00".repeat(2000);
      String text = "a: \"" + value + "\"\n";
      assertThat(Source.of(text).value()).as("%s before it", before).isEqualTo(Map.of("a", value));
      assertThat(Document.load(text, new java.util.ArrayList<>())).isEqualTo(Map.of("a", value));
    }
  }

  @Test
  void all_of_a_text_is_read_in_any_portions() {
    String text = "a\uD83D\uDE00\uD83D\uDE00b\uD83D";
    for (int most : List.of(2, 3, 4, 5, 100)) {
      StringBuilder read = new StringBuilder();
      char[] buffer = new char[most];
      try (WholePairs in = new WholePairs(text)) {
        for (int n = in.read(buffer, 0, most); n >= 0; n = in.read(buffer, 0, most)) {
          read.append(buffer, 0, n);
        }
      }
      assertThat(read).hasToString(text);
    }
  }
}
