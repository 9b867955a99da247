package io.aiops.studio.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops.studio.api.PluginException.Category;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What crosses the border cannot be changed behind the other side's back. */
class ValuesTest {

  private final Map<String, Object> map = new HashMap<>();
  private final List<Message> messages = new ArrayList<>(List.of(Message.user("a")));

  @Test
  void records_keep_what_they_were_given() {
    map.put("a", null);
    AgentTask task = new AgentTask("t", 1, "", map);
    ModelRequest request = new ModelRequest("", messages, List.of(), map);
    WorkflowEvent event = new WorkflowEvent("T", "e", 1, Instant.EPOCH, map);
    AgentResult.NeedsApproval approval = new AgentResult.NeedsApproval("q", map);
    map.put("b", 1);
    messages.clear();
    assertThat(List.of(task.inputs(), request.parameters(), event.data(), approval.details()))
        .allSatisfy(kept -> {
          assertThat(kept).containsOnlyKeys("a");
          assertThatThrownBy(() -> kept.put("x", 1))
              .isInstanceOf(UnsupportedOperationException.class);
        });
    assertThat(request.messages()).containsExactly(Message.user("a"));
  }

  @Test
  void a_file_is_the_same_as_map_and_back() {
    FileRef file = new FileRef("1", "a.txt", "text/plain", 5_000_000_000L);
    assertThat(FileRef.from(file.toMap())).contains(file);
  }

  static Stream<Object> noFiles() {
    return Stream.of(
        "a.txt",
        1,
        Map.of(),
        Map.of("file", "1"),
        Map.of("file", 1, "name", "a", "mediaType", "t", "size", 1),
        Map.of("file", "1", "name", "a", "mediaType", "t", "size", "1"));
  }

  @ParameterizedTest
  @MethodSource("noFiles")
  void what_is_no_file_is_none(Object value) {
    assertThat(FileRef.from(value)).isEmpty();
  }

  @Test
  void a_failure_knows_whether_trying_again_can_help() {
    assertThat(Stream.of(Category.values()).filter(Category::retryHelps))
        .containsExactly(
            Category.UNAVAILABLE, Category.RATE_LIMITED, Category.TIMEOUT, Category.INTERNAL);
    PluginException failure =
        new PluginException(Category.RATE_LIMITED, "slow down", Duration.ofSeconds(3), null);
    assertThat(failure.retryAfter()).contains(Duration.ofSeconds(3));
    assertThat(new PluginException(Category.TIMEOUT, "late").retryAfter()).isEmpty();
  }
}
