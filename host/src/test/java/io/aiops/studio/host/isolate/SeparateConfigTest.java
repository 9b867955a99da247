package io.aiops.studio.host.isolate;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.host.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SeparateConfigTest {

  private final List<Problem> problems = new ArrayList<>();

  @Test
  void is_good_enough_with_nothing_set() {
    assertThat(SeparateConfig.from(Map.of(), problems)).isEqualTo(SeparateConfig.DEFAULT);
    assertThat(SeparateConfig.from(Map.of("STUDIO_SEPARATE_USER", " "), problems))
        .isEqualTo(SeparateConfig.DEFAULT);
    assertThat(problems).isEmpty();
  }

  @Test
  void takes_each_setting() {
    assertThat(
            SeparateConfig.from(
                Map.of(
                    "STUDIO_SEPARATE_MEMORY", "256",
                    "STUDIO_SEPARATE_USER", "plugins",
                    "STUDIO_SEPARATE_COMMAND", "unshare  --net --"),
                problems))
        .isEqualTo(new SeparateConfig(256, "plugins", List.of("unshare", "--net", "--")));
    assertThat(problems).isEmpty();
  }

  @Test
  void names_all_that_cannot_be_used() {
    SeparateConfig.from(
        Map.of("STUDIO_SEPARATE_MEMORY", "8", "STUDIO_SEPARATE_USER", "a b"), problems);
    assertThat(problems)
        .extracting(Problem::toString)
        .containsExactlyInAnyOrder(
            "STUDIO_SEPARATE_USER: is 'a b'; expected the name of a user of this machine",
            "STUDIO_SEPARATE_MEMORY: is '8'; expected 32 to 65536, in MiB");
  }
}
