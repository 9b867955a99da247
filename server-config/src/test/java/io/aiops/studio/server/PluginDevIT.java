package io.aiops.studio.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * An author edits a connector of YAML, and the running studio has it. The same with code is {@code
 * browser.AuthorIT}.
 */
@ExtendWith(SharedServer.class)
class PluginDevIT {

  @TempDir Path folder;

  private final StudioServer server;
  private HttpServer depot;

  PluginDevIT(StudioServer server) {
    this.server = server;
  }

  @BeforeEach
  void open() throws IOException {
    depot = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    depot.createContext(
        "/items/lamp",
        exchange -> {
          byte[] body = "{\"stock\":7}".getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    depot.start();
  }

  @AfterEach
  void close() {
    depot.stop(0);
    server.runs("plugin", "remove", "com.example.depot", "--in-use");
    server.api().delete("/connections/connector/depot");
  }

  @Test
  void what_is_saved_in_a_connector_of_yaml_serves_within_three_seconds() throws Exception {
    Path project = folder.resolve("depot");
    did("plugin", "new", "depot", "--kind", "connector-yaml", "--folder", project.toString());
    DevSitting sitting = DevSitting.begin(server, project);
    connect();
    server
        .api()
        .save(
            """
            schema: aiops-studio/workflow/v1
            name: looks-up
            steps:
              - {id: look, kind: tool, tool: depot/stock, input: {item: lamp}}
            output: "{{ steps.look.output }}"
            """);
    assertThat(did("exec", "looks-up", "--json").printed()).contains("\"pieces\"");

    Path yaml = project.resolve("src/main/resources/connector.yaml");
    Files.writeString(yaml, Files.readString(yaml).replace("'pieces': json", "'left': json"));
    DevSitting.Live live = sitting.end();
    assertThat(server.api().get("/plugins").body()).contains(live.version());
    assertThat(did("exec", "looks-up", "--json").printed())
        .contains("\"left\"")
        .doesNotContain("\"pieces\"");
    System.out.printf(
        "{\"proof\": \"connector of YAML, saved to live\", \"millis\": %d}%n", live.millis());
    live.within3Seconds();
  }

  private StudioServer.Ended did(String... command) {
    StudioServer.Ended ended = server.runs(command);
    assertThat(ended.code()).as(ended.output()).isZero();
    return ended;
  }

  private void connect() {
    server
        .api()
        .send(
            "PUT",
            "/connections/connector/depot",
            "application/json",
            BodyPublishers.ofString(
                """
                {"provider": "depot", "settings": {"privateAddresses": true,
                  "address": "http://localhost:%d"}}
                """
                    .formatted(depot.getAddress().getPort())))
        .expect(200);
  }
}
