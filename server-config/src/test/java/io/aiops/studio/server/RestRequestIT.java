package io.aiops.studio.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.server.Api.Answer;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Requests that are wrong before their body is read: method, type, address, headers, length. */
@ExtendWith(SharedServer.class)
@Timeout(180)
class RestRequestIT {

  private static final String JSON = "application/json";
  private static final String OCTETS = "application/octet-stream";

  private final StudioServer server;
  private final Api api;
  private final Refusals refusals;

  RestRequestIT(StudioServer server) {
    this.server = server;
    this.api = server.api();
    this.refusals = new Refusals(api);
  }

  @Test
  void a_media_type_or_method_that_is_not_taken() {
    for (String type : List.of("text/plain", "application/xml", OCTETS, "multipart/form-data")) {
      refusals.refused("POST", "/executions", type, "{}").problem(415);
    }
    refusals.refused("POST", "/workflows", "image/png", "x").problem(415);
    refusals.refused("POST", "/plugins", "text/html", "x").problem(415);
    for (String method : List.of("PATCH", "PUT", "DELETE", "TRACE", "NONSENSE")) {
      Answer answer = refusals.refused(method, "/executions", JSON, "{}");
      answer.problem(405);
      assertThat(answer.response().headers().firstValue("Allow").orElseThrow())
          .contains("GET", "POST");
    }
    for (String path : List.of("/executions", "/workflows", "/files?name=a")) {
      refusals.refused("POST", path, "///", "{}").problem(400);
    }
    refusals.refused("POST", "/files", "multipart/form-data", "x").problem(400);
    for (String form :
        List.of("", "x", "--b\r\n", "--b\r\n\r\n", "--b\r\nContent-Dispo", "--b--")) {
      Answer answer = refusals.refused("POST", "/files", "multipart/form-data; boundary=b", form);
      assertThat(answer.status()).as(form + answer.body()).isIn(400, 422);
    }
    api.send("GET", "/me", JSON, BodyPublishers.noBody(), "Accept", "image/png").problem(406);
    api.send("GET", "/me", JSON, BodyPublishers.noBody(), "Accept", "///").problem(400);
  }

  @Test
  void names_with_the_character_zero_or_half_a_character() {
    api.get("/workflows?search=%00").names(422, "search");
    api.get("/executions?workflow=a%00").names(422, "workflow");
    refusals.refused("POST", "/files?name=a%00.txt", OCTETS, "x").names(422, "name");
    refusals
        .refused("POST", "/tokens", JSON, "{\"name\": \"a\\u0000\", \"scopes\": [\"VIEW\"]}")
        .names(422, "name");
    refusals.refused("POST", "/workspaces", JSON, "{\"name\": \"a\\u0000\"}").names(422, "name");
    refusals
        .refused("POST", "/members", JSON, "{\"userName\": \"a\\u0000b\", \"role\": \"VIEWER\"}")
        .names(422, "userName");
  }

  @Test
  void a_file_name_that_leads_elsewhere() throws IOException {
    for (String name :
        List.of(
            "..%2F..%2Fetc%2Fpasswd",
            "%2Fetc%2Fpasswd",
            "..%5C..%5Cboot.ini",
            "..",
            ".",
            "a%2Fb",
            "%0D%0ASet-Cookie:%20a",
            "",
            "%20",
            "x".repeat(201))) {
      refusals.refused("POST", "/files?name=" + name, OCTETS, "x").names(422, "name");
      refusals.refused("POST", "/plugins?name=" + name, OCTETS, "x").problem(422);
    }
    for (String name : List.of("../../etc/passwd", "/etc/passwd", "..\\\\boot.ini", "..")) {
      String form =
          "--b\r\nContent-Disposition: form-data; name=\"f\"; filename=\""
              + name
              + "\"\r\n\r\nx\r\n--b--\r\n";
      refusals
          .refused("POST", "/files", "multipart/form-data; boundary=b", form)
          .names(422, "name");
    }
    raw("GET /api/v1/files/..%2f..%2fserver.xml HTTP/1.1", "").problem(400);
  }

  @Test
  void an_address_that_is_none() throws IOException {
    raw("GET /api/v1/workflows?search=%zz HTTP/1.1", "").problem(400);
    raw("GET /api/v1/executions?limit=%2 HTTP/1.1", "").problem(400);
    raw("GET /api/v1/workflows/%ff%fe HTTP/1.1", "").problem(400);
    // The server ends these before the application has them: its answer is no document of ours.
    for (String path : List.of("/workflows/%zz", "/workflows/a%00b", "/files/%00")) {
      raw("GET /api/v1" + path + " HTTP/1.1", "").refused(400);
    }
  }

  @Test
  void a_header_without_end() throws IOException {
    raw("GET /api/v1/me HTTP/1.1", "X-Big: " + "a".repeat(200_000) + "\r\n").refused(400);
    raw("GET /api/v1/me HTTP/1.1", "X-Many: a\r\n".repeat(5000)).refused(400);
    refusals
        .refused(
            "POST",
            "/executions",
            JSON,
            "{\"workflow\": \"a\"}",
            "Idempotency-Key",
            "k".repeat(7000))
        .names(422, "Idempotency-Key");
    api.as("x".repeat(7000)).get("/me").problem(401);
  }

  /** Two tokens are no token: nobody is let in by the first of them. */
  @Test
  void a_header_that_comes_twice() throws IOException {
    String body = "{\"workflow\": \"a\"}";
    String head = "Content-Type: application/json\r\nContent-Length: " + body.length() + "\r\n";
    raw("POST /api/v1/executions HTTP/1.1", head + "Authorization: Bearer a\r\n\r\n" + body)
        .problem(401);
  }

  /** Only announced: whoever answers before it has come has not waited for it. */
  @Test
  void an_upload_that_says_it_is_too_large() throws IOException {
    String length = "Content-Length: " + 300L * 1024 * 1024 + "\r\n";
    raw("POST /api/v1/files?name=big HTTP/1.1", length + "Content-Type: " + OCTETS + "\r\n")
        .problem(413);
    raw("POST /api/v1/plugins HTTP/1.1", length + "Content-Type: " + OCTETS + "\r\n").problem(413);
    raw("POST /api/v1/files HTTP/1.1", length + "Content-Type: multipart/form-data; boundary=b\r\n")
        .problem(413);
    raw("POST /api/v1/executions HTTP/1.1", length + "Content-Type: application/json\r\n")
        .problem(413);
    raw("POST /api/v1/sign-in HTTP/1.1", length + "Content-Type: application/json\r\n")
        .problem(413);
  }

  private RawAnswer raw(String first, String headers) throws IOException {
    return RawAnswer.of(server, first, headers);
  }
}
