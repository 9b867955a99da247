package io.aiops.studio.host.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.host.identity.TestClock;
import io.aiops.studio.host.plugin.PluginLog.Level;
import io.aiops.studio.host.plugin.PluginLog.Line;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What of a plugin's lines is kept, and what is never in them. */
class PluginLogTest {

  private final TestClock clock = new TestClock();
  private final PluginLog log = new PluginLog(clock, new AtomicLong());
  private final PluginLog.Writer writer = log.writer("1.0.0", () -> {});

  private void say(String text) {
    writer.add(Level.INFO, null, text);
  }

  private List<String> texts() {
    return log.kept().lines().stream().map(Line::text).toList();
  }

  @Test
  void a_line_says_when_it_was_written_by_which_version_and_for_which_workspace() {
    UUID workspace = UUID.randomUUID();
    log.writer("2.0.0", () -> {}).add(Level.FAILED, workspace, "no such thing");
    assertThat(log.kept().lines())
        .containsExactly(
            new Line(clock.instant(), "2.0.0", Level.FAILED, workspace, "no such thing"));
  }

  @Test
  void the_last_hundred_are_kept_and_each_is_one_line_of_bounded_length() {
    for (int i = 0; i < 130; i++) {
      say("line " + i);
      clock.advance(PluginLog.SPAN);
    }
    assertThat(texts()).hasSize(PluginLog.MOST).startsWith("line 30").endsWith("line 129");
    assertThat(log.kept().written()).isEqualTo(130);
    say("one\ntwo\u001b[31m" + "x".repeat(1_000));
    assertThat(texts().getLast())
        .startsWith("one ⏎ two\uFFFD[31mxxx")
        .hasSize(PluginLog.LONGEST + 1)
        .endsWith("…");
  }

  @Test
  void more_than_fifty_within_ten_seconds_are_counted_only() {
    IntStream.range(0, 80).forEach(i -> say("line " + i));
    assertThat(texts()).hasSize(PluginLog.MOST_IN_SPAN).endsWith("line 49");
    clock.advance(PluginLog.SPAN);
    say("later");
    assertThat(texts())
        .hasSize(PluginLog.MOST_IN_SPAN + 2)
        .endsWith("30 more lines, which only the server's log has", "later");
  }

  @Test
  void a_secret_that_it_was_lent_is_in_no_line_also_where_one_holds_another() {
    writer.withhold(List.of("hunter2"));
    writer.withhold(List.of("hunter2-and-more"));
    say(
        "key hunter2, password hunter2-and-more, "
            + "x".repeat(PluginLog.LONGEST - 45)
            + "hunter2");
    assertThat(texts().getLast())
        .startsWith("key ********, password ********, ")
        .doesNotContain("hunter", "and-more");
  }

  @Test
  void secrets_that_overlap_are_both_taken_out() {
    writer.withhold(List.of("abcd1234", "1234efgh"));
    say("key abcd1234efgh.");
    assertThat(texts().getLast()).isEqualTo("key ********.");
  }

  @Test
  void of_a_secret_that_a_long_text_is_cut_in_no_part_is_left() {
    String secret = "s3cret-" + "x".repeat(983);
    writer.withhold(List.of(secret));
    say((secret + " ").repeat(11));
    assertThat(texts().getLast()).startsWith("******** ********").doesNotContain("s3cret");
    say("y".repeat(300) + " " + (secret + " ").repeat(11));
    assertThat(texts().getLast()).startsWith("yyy").doesNotContain("s3cret");
  }

  @Test
  void a_line_of_a_secret_of_several_is_taken_out_too() {
    writer.withhold(List.of("-----BEGIN KEY-----\nMIIEvQIBADAN\n-----END KEY-----\n"));
    say("MIIEvQIBADAN");
    assertThat(texts().getLast()).isEqualTo("********");
  }

  @Test
  void who_is_lent_more_secrets_than_are_remembered_has_no_lines_kept_before_it_is_unloaded() {
    say("before");
    writer.withhold(IntStream.range(0, LentSecrets.MOST).mapToObj("secret %d"::formatted).toList());
    say("with secret 7000");
    writer.withhold(List.of("one more"));
    PluginLog.Writer other = log.writer("2.0.0", () -> {});
    other.add(Level.INFO, null, "of the other: one more");
    say("key one more");
    log.tell("1.0.0", "one more");
    writer.withhold(List.of("and another"));
    assertThat(texts())
        .hasSize(3)
        .startsWith("before", "with ********")
        .last()
        .asString()
        .startsWith("It was lent more than 10000 different secrets");
    writer.close();
    other.add(Level.INFO, null, "of the other");
    say("of a thread that was left behind: one more");
    assertThat(texts()).hasSize(4).endsWith("of the other");
    assertThat(log.inUse()).isTrue();
    other.close();
    assertThat(log.inUse()).isFalse();
  }
}
