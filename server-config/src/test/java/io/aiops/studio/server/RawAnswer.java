package io.aiops.studio.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** What came back over a connection of the test's own. */
record RawAnswer(String path, int status, String head, String body) {

  private static final int FITS = 16_384;

  /** Without anything of the server's inside. */
  void refused(int expected) {
    assertThat(status).as(head + body).isEqualTo(expected);
    assertThat(body).doesNotContain("Exception", "java.", "io.aiops", "\tat ", "at com.");
  }

  void problem(int expected) {
    refused(expected);
    assertThat(head).contains("application/problem+json");
    JsonNode problem = Api.JSON.readTree(body);
    assertThat(problem.get("status").asInt()).isEqualTo(expected);
    assertThat(problem.get("detail").asString()).isNotBlank();
    assertThat(problem.get("instance").asString()).isEqualTo(path);
  }

  /** For what Java's client would not send: the head as given, and no body. */
  static RawAnswer of(StudioServer server, String first, String headers) throws IOException {
    try (Socket socket = new Socket("localhost", server.port())) {
      socket.setSoTimeout((int) Refusals.AT_ONCE.toMillis());
      String head =
          "%s\r\nHost: localhost:%d\r\nAuthorization: Bearer %s\r\nConnection: close\r\n%s\r\n"
              .formatted(first, server.port(), server.api().token(), headers);
      try {
        socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      } catch (SocketException e) {
        // Refused before all of it was read: the answer is there, or the reading below fails.
        assertThat(head).hasSizeGreaterThan(FITS);
      }
      InputStream in = socket.getInputStream();
      String begin = head(in);
      assertThat(begin).as("an answer to " + first).startsWith("HTTP/1.1 ");
      return new RawAnswer(
          first.split(" ")[1].split("\\?")[0],
          Integer.parseInt(begin.substring(9, 12)),
          begin,
          new String(in.readNBytes(length(begin)), StandardCharsets.UTF_8));
    }
  }

  /** To the empty line and with it. */
  private static String head(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    for (int next = in.read(); next >= 0; next = in.read()) {
      head.append((char) next);
      if (head.toString().endsWith("\r\n\r\n")) {
        return head.toString();
      }
    }
    return head.toString();
  }

  /** As announced: after a refusal the server may keep the connection open for the rest. */
  private static int length(String head) {
    return head.lines()
        .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("content-length:"))
        .mapToInt(line -> Integer.parseInt(line.substring(line.indexOf(':') + 1).strip()))
        .findFirst()
        .orElse(Integer.MAX_VALUE);
  }
}
