package io.aiops.studio.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WordingTest {

  @ParameterizedTest
  @CsvSource({"0,0 ms", "999,999 ms", "1500,1.50 s", "61000,1 min 1 s", "7260000,2 h 1 min"})
  void durations_are_short(long millis, String text) {
    assertThat(Wording.duration(Duration.ofMillis(millis))).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"5,5 bytes", "2048,2.0 KiB", "5242880,5.0 MiB"})
  void sizes_are_short(long bytes, String text) {
    assertThat(Wording.bytes(bytes)).isEqualTo(text);
  }

  @Test
  void columns_are_as_wide_as_their_widest_cell() {
    assertThat(new Table("A", "B").row("long", "x").row("s", "y\u001b[2J").lines())
        .containsExactly("A     B", "long  x", "s     y [2J");
  }

  @Test
  void only_a_coloured_terminal_gets_colours() {
    PrintStream nowhere =
        new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
    assertThat(new Terminal(nowhere, nowhere, false).tone(Terminal.Tone.BAD, "x")).isEqualTo("x");
    assertThat(new Terminal(nowhere, nowhere, true).tone(Terminal.Tone.BAD, "x"))
        .isEqualTo("\u001b[31mx\u001b[0m");
  }
}
