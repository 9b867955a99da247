package io.aiops.studio.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** Files over REST: what goes in comes out, and no browser runs it. */
@ExtendWith(SharedServer.class)
class RestFilesIT {

  private static final String FORM = "multipart/form-data; boundary=x";
  private static final String END = "--x--\r\n";

  /** More than there are connections to the database. */
  private static final int SLOW = 40;

  private final Api api;
  private final int port;

  RestFilesIT(StudioServer server) {
    this.api = server.api();
    this.port = server.port();
  }

  @Test
  void a_file_comes_back_byte_for_byte() throws Exception {
    byte[] bytes = new byte[5_000_000];
    new Random(7).nextBytes(bytes);
    JsonNode saved =
        api.send(
                "POST",
                "/files?name=noise.bin",
                "application/x-noise",
                BodyPublishers.ofByteArray(bytes))
            .expect(201)
            .json();
    assertThat(saved.get("size").asLong()).isEqualTo(bytes.length);
    assertThat(saved.get("mediaType").asString()).isEqualTo("application/x-noise");
    HttpResponse<byte[]> response = api.download("/files/" + saved.get("file").asString());
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).isEqualTo(bytes);
    assertThat(api.get("/files/" + saved.get("file").asString() + "/info").expect(200).json())
        .isEqualTo(saved);
  }

  @Test
  void a_page_that_was_uploaded_is_never_run() throws Exception {
    String page = "<script>alert(1)</script>";
    JsonNode saved =
        api.send("POST", "/files?name=a%22b.html", "text/html", BodyPublishers.ofString(page))
            .expect(201)
            .json();
    HttpResponse<byte[]> response = api.download("/files/" + saved.get("file").asString());
    assertThat(header(response, "Content-Disposition"))
        .isEqualTo("attachment; filename=\"a_b.html\"; filename*=UTF-8''a%22b.html");
    assertThat(header(response, "X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(header(response, "Content-Security-Policy")).contains("sandbox");
    assertThat(new String(response.body(), StandardCharsets.UTF_8)).isEqualTo(page);
  }

  @Test
  void a_form_brings_exactly_one_file() {
    api.send("POST", "/files", FORM, BodyPublishers.ofString(part("one.csv") + END)).expect(201);
    api.send(
            "POST",
            "/files",
            FORM,
            BodyPublishers.ofString(part("one.csv") + part("two.csv") + END))
        .problem(422);
  }

  @Test
  void an_empty_file_is_a_file() throws Exception {
    JsonNode saved =
        api.send("POST", "/files?name=empty.txt", "text/plain", BodyPublishers.noBody())
            .expect(201)
            .json();
    assertThat(saved.get("size").asLong()).isZero();
    assertThat(api.download("/files/" + saved.get("file").asString()).body()).isEmpty();
  }

  @Test
  void names_that_could_lead_elsewhere_are_refused() {
    for (String name :
        List.of(
            "",
            "..",
            "../x",
            "a%2Fb",
            "%2Fetc%2Fpasswd",
            "a%5Cb",
            "a%00b",
            "a%0Ab",
            "n".repeat(201))) {
      api.send("POST", "/files?name=" + name, "text/plain", BodyPublishers.ofString("x"))
          .names(422, "name");
    }
    api.send("POST", "/files", "text/plain", BodyPublishers.ofString("x")).names(422, "name");
    api.get("/files/" + UUID.randomUUID()).problem(404);
    api.get("/files/passwd/info").problem(404);
  }

  @Test
  void many_who_send_slowly_hold_up_nobody_else() throws Exception {
    List<Socket> slow = new ArrayList<>();
    try {
      for (int i = 0; i < SLOW; i++) {
        Socket socket = new Socket("localhost", port);
        slow.add(socket);
        socket
            .getOutputStream()
            .write(
                """
                POST /api/v1/files?name=slow HTTP/1.1
                Host: localhost
                Authorization: Bearer %s
                Content-Type: text/plain
                Content-Length: 1000000

                only the beginning\
                """
                    .formatted(api.token())
                    .replace("\n", "\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
      }
      for (int i = 0; i < 5; i++) {
        long asked = System.nanoTime();
        api.send("POST", "/files?name=quick", "text/plain", BodyPublishers.ofString("x"))
            .expect(201);
        assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(Duration.ofSeconds(30));
      }
    } finally {
      for (Socket socket : slow) {
        socket.close();
      }
    }
  }

  private static String part(String name) {
    return """
    --x
    Content-Disposition: form-data; name="f"; filename="%s"
    Content-Type: text/csv

    a,b
    """
        .formatted(name)
        .replace("\n", "\r\n");
  }

  private static String header(HttpResponse<?> response, String name) {
    return response.headers().firstValue(name).orElseThrow();
  }
}
