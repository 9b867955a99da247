package io.aiops.studio.cli.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops.studio.cli.console.CommandFailedException;
import io.aiops.studio.cli.server.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class InputValuesTest {

  private static final InputSchema SCHEMA =
      InputSchema.of(
          """
          name: w
          inputs:
            properties:
              text: {type: string}
              count: {type: integer}
              ratio: {type: number}
              really: {type: boolean}
              list: {type: array}
              thing: {type: object}
              either: {type: [string, integer, "null"]}
              any: {}
              file: {format: file}
          """);

  @TempDir Path folder;

  private String json(String argument) {
    return Json.compact(new InputValues(SCHEMA, folder).of(List.of(argument)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "text=7 | {\"text\":\"7\"}",
        "text=a=b | {\"text\":\"a=b\"}",
        "text=@@ann | {\"text\":\"@ann\"}",
        "text= | {\"text\":\"\"}",
        "count=-7 | {\"count\":-7}",
        "count=123456789012345678901234567890 | {\"count\":123456789012345678901234567890}",
        "ratio=0.25 | {\"ratio\":0.25}",
        "really=true | {\"really\":true}",
        "list=[1,\"a\"] | {\"list\":[1,\"a\"]}",
        "thing={\"a\":1} | {\"thing\":{\"a\":1}}",
        "either=7 | {\"either\":7}",
        "either=seven | {\"either\":\"seven\"}",
        "either=null | {\"either\":null}",
        "any=[1] | {\"any\":[1]}",
        "any=hello there | {\"any\":\"hello there\"}",
        "file={\"file\":\"f1\"} | {\"file\":{\"file\":\"f1\"}}"
      })
  void text_becomes_what_the_schema_asks_for(String argument, String expected) {
    assertThat(json(argument)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "count=1.5",
        "count=1e3",
        "count=",
        "ratio=NaN",
        "really=yes",
        "list={}",
        "list=[1] 2",
        "thing=[1]",
        "file=plain",
        "file={\"name\":\"x\"}",
        "text=@missing.txt",
        "file=@missing.txt",
        "nobody=1",
        "=1",
        "text"
      })
  void what_does_not_fit_is_misuse_and_named(String argument) {
    assertThatThrownBy(() -> json(argument))
        .isInstanceOfSatisfying(
            CommandFailedException.class, e -> assertThat(e.exitCode()).isEqualTo(2))
        .hasMessageContaining(argument.split("=", 2)[0]);
  }

  @Test
  void a_file_is_read_where_text_is_asked_for() throws IOException {
    Files.writeString(folder.resolve("note.txt"), "@@two lines\nof text");
    assertThat(json("text=@note.txt")).isEqualTo("{\"text\":\"@@two lines\\nof text\"}");
  }

  @Test
  void a_file_that_is_no_text_is_refused_where_text_is_asked_for() throws IOException {
    Files.write(folder.resolve("note.bin"), new byte[] {(byte) 0xff, 0, 1});
    assertThatThrownBy(() -> json("text=@note.bin")).hasMessageContaining("not UTF-8");
  }

  @Test
  void an_input_given_twice_is_refused() {
    assertThatThrownBy(() -> new InputValues(SCHEMA, folder).of(List.of("text=a", "text=b")))
        .hasMessageContaining("twice");
  }
}
