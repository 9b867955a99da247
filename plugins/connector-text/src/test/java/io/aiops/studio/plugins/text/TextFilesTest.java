package io.aiops.studio.plugins.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.api.FileRef;
import io.aiops.studio.plugins.testkit.RecordingContext;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class TextFilesTest {

  @Test
  void what_is_cut_is_cut_between_characters_and_says_so() throws Exception {
    // Bytes: a=1, ü=2, €=3, 😀=4, z=1.
    List<String> expected =
        List.of("a", "a", "aü", "aü", "aü", "aü€", "aü€", "aü€", "aü€", "aü€😀", "aü€😀z");
    for (int most = 1; most <= 11; most++) {
      assertThat(TextFiles.read(Map.of("text", "aü€😀z", "maxBytes", most), new RecordingContext()))
          .as(most + " bytes")
          .isEqualTo(Map.of("text", expected.get(most - 1), "truncated", most < 11));
    }
  }

  @Test
  void what_is_saved_can_be_read() throws Exception {
    RecordingContext context = new RecordingContext();
    Map<?, ?> saved = TextFiles.save(Map.of("name", "r.md", "text", "# Grüße"), context);
    FileRef file = FileRef.from(saved.get("file")).orElseThrow();
    assertThat(file.mediaType()).isEqualTo("text/markdown");
    assertThat(context.content(file)).hasValue("# Grüße".getBytes(StandardCharsets.UTF_8));
    assertThat(TextFiles.read(Map.of("file", file.toMap()), context).get("text"))
        .isEqualTo("# Grüße");
  }
}
