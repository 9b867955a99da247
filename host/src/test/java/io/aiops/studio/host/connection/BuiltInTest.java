package io.aiops.studio.host.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class BuiltInTest {

  @Test
  void reads_where_ollama_is_as_ollama_does() {
    assertThat(BuiltIn.ollama("127.0.0.1:11434")).isEqualTo("http://127.0.0.1:11434");
    assertThat(BuiltIn.ollama("0.0.0.0")).isEqualTo("http://0.0.0.0:11434");
    assertThat(BuiltIn.ollama("https://ollama.example:443/"))
        .isEqualTo("https://ollama.example:443");
    assertThat(BuiltIn.ollama("http://box/")).isEqualTo("http://box:11434");
  }

  @Test
  void takes_up_openai_only_with_a_key_and_never_shows_it() {
    BuiltIn without = BuiltIn.from(Map.of("STUDIO_MODEL_PROBE", "off"), "/shared");
    assertThat(without.models()).isEmpty();
    BuiltIn with = BuiltIn.from(Map.of("OPENAI_API_KEY", "sk-secret"), "/shared");
    assertThat(with.models()).containsKeys("openai", "ollama");
    assertThat(with.models().toString()).doesNotContain("sk-secret");
  }
}
