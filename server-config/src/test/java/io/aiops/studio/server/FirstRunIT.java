package io.aiops.studio.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a person meets who types the first command. */
class FirstRunIT {

  @Test
  void prints_the_address_and_the_first_sign_in_and_only_the_first_time() throws Exception {
    StudioServer server = StudioServer.prepare("first", Map.of());
    try (server) {
      String first = server.up().output();
      assertThat(first).contains(server.url(), "user: admin", server.firstPassword());
      assertThat(server.runs("status").output()).contains("database: Answers.", "broker: Answers.");
      assertThat(page(server, "/health/live")).contains("\"UP\"");
      assertThat(page(server, "/health/ready")).contains("\"UP\"", "plugins", "engine");
      assertThat(page(server, "/health/started")).contains("\"UP\"");
      assertThat(page(server, "/schema/workflow-v1.json")).contains("aiops-studio/workflow/v1");
      assertThat(page(server, "/openapi")).contains("openapi: 3.1", "/api/v1/executions");
      assertThat(page(server, "/openapi/ui/")).contains("html");

      assertThat(server.runs("run", "--no-build").output()).contains("already runs", "studio stop");
      assertThat(server.stop().output()).contains("Stopped.");
      assertThat(server.runs("status").code()).isEqualTo(3);
      assertThat(server.up().output()).contains("ready").doesNotContain("password");
    }
  }

  @Test
  void says_in_a_sentence_that_the_port_is_taken() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      StudioServer server = StudioServer.prepare("port", Map.of());
      var ended = server.runs("run", "--no-build", "--port", "" + taken.getLocalPort());
      assertThat(ended.code()).isEqualTo(1);
      assertThat(ended.output()).contains("port " + taken.getLocalPort() + " is taken", "--port");
    }
  }

  @Test
  void refuses_a_data_folder_of_another_version_and_a_wrong_option() throws IOException {
    StudioServer server = StudioServer.prepare("format", Map.of());
    Files.writeString(server.data().resolve("format"), "99\n");
    assertThat(server.runs("run", "--no-build").output())
        .contains("written by another version", "format 99");
    var nobody = server.runs("exec", "log-triage");
    assertThat(nobody.code()).isEqualTo(3);
    assertThat(nobody.output()).contains("./studio run").doesNotContain("Building");
    assertThat(server.runs("run", "--prot", "1").code()).isEqualTo(2);
    assertThat(server.runs("run", "--port", "abc").output()).contains("'abc'", "1 to 65535");
  }

  @Test
  void says_what_it_waits_for_and_that_it_was_not_there_and_leaves_nothing_running() {
    StudioServer server =
        StudioServer.prepare(
            "database",
            Map.of(
                "STUDIO_DATABASE_URL",
                "jdbc:postgresql://localhost:1/nothing",
                "STUDIO_PATIENCE",
                "4"));
    var ended = server.runs("run", "--no-build", "--background");
    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.output())
        .contains("refused. Check that the hostname and port are correct", "Waiting for it.")
        .contains("The studio did not start: ", "Connection to localhost:1 refused")
        .contains("its log is");
    assertThat(server.runs("status").code()).isEqualTo(3);
  }

  private static String page(StudioServer server, String path) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(server.url() + path))
                .timeout(Duration.ofSeconds(10))
                .build(),
            HttpResponse.BodyHandlers.ofString())
        .body();
  }
}
