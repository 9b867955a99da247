package io.aiops.studio.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * A server is killed, as the operating system does it, while it installs a plugin: afterwards the
 * plugin is there with all that belongs to it, or nothing of it is.
 */
class KilledInstallationIT {

  private static final String WANTED = "host:api.example.org";

  /** Not answered any more. */
  private static final int NOTHING = 0;

  /** When it is killed. */
  private interface Moment {
    void come(Api api, String plugin, CompletableFuture<Integer> answer);
  }

  private static Moment after(int millis) {
    return (api, plugin, answer) ->
        CompletableFuture.runAsync(
                () -> {}, CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS))
            .join();
  }

  /** The set has it: whether it was answered by then is a matter of luck. */
  private static void listed(Api api, String plugin, CompletableFuture<Integer> answer) {
    await()
        .atMost(Duration.ofMinutes(1))
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(1))
        .until(() -> api.get("/plugins").body().contains(plugin));
  }

  private static void answered(Api api, String plugin, CompletableFuture<Integer> answer) {
    assertThat(answer.orTimeout(60, TimeUnit.SECONDS).join()).isEqualTo(201);
  }

  private static final List<Moment> MOMENTS =
      List.of(after(30), after(100), KilledInstallationIT::listed, KilledInstallationIT::answered);

  @Test
  void whenever_its_server_is_killed_a_plugin_is_wholly_there_or_not_at_all() throws IOException {
    List<String> became = new ArrayList<>();
    try (StudioServer server = StudioServer.start("killed")) {
      for (Moment moment : MOMENTS) {
        String agent = "owl" + became.size();
        String plugin = "org.example." + agent;
        byte[] jar = new PluginJars(plugin, "1.0.0", agent).wanting(WANTED);
        Api api = server.api();
        String token = send(api, jar, "").problem(409).at("/consent/token").asString();
        CompletableFuture<Integer> answer =
            CompletableFuture.supplyAsync(() -> send(api, jar, "&consent=" + token).status())
                .exceptionally(cut -> NOTHING);
        moment.come(api, plugin, answer);
        server.kill();
        int status = answer.orTimeout(60, TimeUnit.SECONDS).join();

        server.up();
        Api again = server.api();
        boolean there = again.get("/plugins").expect(200).body().contains(plugin);
        became.add(status + (there ? " there" : " not there"));
        assertThat(status).isIn(NOTHING, 201);
        if (status == 201) {
          assertThat(there).as("it was answered that it is there").isTrue();
        }
        whole(again, plugin, agent, there ? 1 : 0);
        StudioServer.Ended doctor = server.runs("doctor");
        assertThat(doctor.output()).contains("Nothing is wrong.");
        assertThat(doctor.code()).isZero();
        assertThat(leftBehind(server)).isEmpty();
        if (!there) {
          send(again, jar, "&consent=" + token).expect(201);
          whole(again, plugin, agent, 1);
        }
      }
    }
    System.out.printf("{\"proof\": \"killed while installing\", \"became\": \"%s\"}%n", became);
    assertThat(became.getLast()).isEqualTo("201 there");
  }

  /**
   * @param times 1, or 0 if nothing of it may be there
   */
  private static void whole(Api api, String plugin, String agent, int times) {
    assertThat(
            items(api, "/plugins")
                .filter(one -> one.get("name").asString().equals(plugin))
                .map(one -> one.get("state").asString()))
        .isEqualTo(times == 1 ? List.of("ACTIVE") : List.of());
    assertThat(
            items(api, "/plugins/contributions")
                .filter(one -> one.get("name").asString().equals(agent)))
        .as("what it offers")
        .hasSize(times);
    Api.Answer grants = api.get("/plugins/" + plugin + "/grants");
    assertThat(grants.body().contains(WANTED)).as("what it may have").isEqualTo(times == 1);
    assertThat(
            items(api, "/audit?limit=500")
                .filter(one -> one.get("action").asString().equals("plugin.install"))
                .filter(one -> one.get("subject").asString().equals(plugin)))
        .as("audit record")
        .hasSize(times);
    assertThat(
            items(api, "/plugin-sets?limit=100")
                .filter(one -> one.get("why").asString().contains(plugin)))
        .as("versions of the set")
        .hasSize(times);
  }

  private static Stream<JsonNode> items(Api api, String path) {
    return api.get(path).expect(200).json().get("items").valueStream();
  }

  private static Api.Answer send(Api api, byte[] jar, String consent) {
    return api.send(
        "POST",
        "/plugins?name=owl.jar" + consent,
        "application/java-archive",
        BodyPublishers.ofByteArray(jar));
  }

  /** Jars that were put down to be looked at. */
  private static List<Path> leftBehind(StudioServer server) throws IOException {
    try (Stream<Path> files = Files.list(server.data().resolve("tmp"))) {
      return files.filter(file -> file.toString().endsWith(".jar")).toList();
    }
  }
}
