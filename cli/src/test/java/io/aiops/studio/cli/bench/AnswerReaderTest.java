package io.aiops.studio.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AnswerReaderTest {

  private final AnswerReader reader = new AnswerReader();
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();
  private final List<String> answers = new ArrayList<>();

  /** Gives it the text in pieces of that size. */
  private void read(String text, int size) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    for (int at = 0; at < bytes.length; at += size) {
      ByteBuffer in = ByteBuffer.wrap(bytes, at, Math.min(size, bytes.length - at));
      while (in.hasRemaining()) {
        if (reader.read(in, body::writeBytes)) {
          answers.add(
              reader.status() + " " + body.toString(StandardCharsets.UTF_8) + " " + reader.last());
          body.reset();
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 1000})
  void reads_one_answer_after_the_other_in_whatever_pieces_they_come(int size) throws IOException {
    read(
        """
        HTTP/1.1 201 Created\r
        content-length: 9\r
        X-Other: a: b\r
        \r
        {"id":"ä}\
        HTTP/1.1 200 OK\r
        Transfer-Encoding: chunked\r
        \r
        4;x=y\r
        abcd\r
        a\r
        0123456789\r
        0\r
        Trailing: yes\r
        \r
        HTTP/1.1 204 No Content\r
        \r
        HTTP/1.1 503 Busy\r
        Connection: close\r
        Content-Length: 2\r
        \r
        no\
        """
            .replace("content-length: 9", "content-length: 10"),
        size);
    assertThat(answers)
        .containsExactly(
            "201 {\"id\":\"ä} false", "200 abcd0123456789 false", "204  false", "503 no true");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SSH-2.0-OpenSSH\r\n",
        "HTTP/1.1 abc\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: many\r\n",
        "HTTP/1.1 200 OK\r\nno header\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"
      })
  void refuses_what_is_no_http(String text) {
    assertThatThrownBy(() -> read(text, 1000)).isInstanceOf(IOException.class);
  }

  @Test
  void refuses_a_line_without_an_end() {
    assertThatThrownBy(() -> read("x".repeat(70_000), 1000)).hasMessageContaining("65536");
  }
}
