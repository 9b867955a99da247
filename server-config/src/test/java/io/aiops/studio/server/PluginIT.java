package io.aiops.studio.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/**
 * Plugins come and go while the server runs, survive its restart, and a bad one changes nothing.
 */
@ExtendWith(SharedServer.class)
class PluginIT {

  private static final String JAR = "application/java-archive";

  private final StudioServer server;

  PluginIT(StudioServer server) {
    this.server = server;
  }

  @Test
  void a_plugin_serves_at_once_survives_a_restart_and_goes_again() {
    Api api = server.api();
    String name = "org.example.parrot";
    assertThat(validate(api, "parrot")).contains("there is no such agent");

    JsonNode installed = install(api, new PluginJars(name, "1.0.0", "parrot").good());
    assertThat(installed.get("name").asString()).isEqualTo(name);
    assertThat(installed.get("state").asString()).isEqualTo("ACTIVE");
    assertThat(installed.get("shipped").asBoolean()).isFalse();
    assertThat(installed.at("/contributions/0/name").asString()).isEqualTo("parrot");
    api.save(workflow("parrot"));
    assertThat(ends(api, api.start("parrot", Map.of()))).isEqualTo("COMPLETED");

    server.stop();
    server.up();
    api = server.api();
    assertThat(state(api, name)).isEqualTo("ACTIVE");
    assertThat(ends(api, api.start("parrot", Map.of()))).isEqualTo("COMPLETED");

    disableInUse(api, name);
    String failed = api.start("parrot", Map.of());
    assertThat(ends(api, failed)).isEqualTo("FAILED");
    assertThat(api.execution(failed).at("/summary/failure/message").asString())
        .contains("parrot")
        .containsIgnoringCase("plugin");
    assertThat(change(api, name, "enable")).isEqualTo("ACTIVE");
    assertThat(ends(api, api.start("parrot", Map.of()))).isEqualTo("COMPLETED");

    removeInUse(api, name, "parrot");
    api.delete("/plugins/" + name).problem(404);
    assertThat(validate(api, "parrot")).contains("there is no such agent");
    assertThat(api.get("/plugins").body()).doesNotContain(name);
  }

  @Test
  void another_version_takes_the_place_of_one_and_the_set_goes_back() {
    Api api = server.api();
    String name = "org.example.macaw";
    byte[] older = new PluginJars(name, "1.0.0", "macaw").good();
    byte[] newer = new PluginJars(name, "1.1.0", "macaw").good();
    install(api, older);
    long set = api.get("/plugin-sets?limit=1").expect(200).json().at("/items/0/version").asLong();
    assertThat(install(api, newer).get("version").asString()).isEqualTo("1.1.0");
    send(api, newer).problem(409);
    assertThat(install(api, older).get("version").asString()).isEqualTo("1.0.0");
    api.post("/plugin-sets/" + set + "/rollback", Map.of()).problem(409);
    install(api, newer);

    JsonNode back =
        api.post("/plugin-sets/" + set + "/rollback", Map.of("why", "macaws must be old"))
            .expect(200)
            .json();
    assertThat(back.get("version").asLong()).isEqualTo(set + 4);
    assertThat(back.get("why").asString())
        .isEqualTo("Rolled back to set " + set + ": macaws must be old");
    assertThat(plugin(api, name).get("version").asString()).isEqualTo("1.0.0");
    assertThat(server.runs("plugin", "history").output()).contains("macaws must be old");
    var forward = server.runs("plugin", "rollback", String.valueOf(set + 1));
    assertThat(forward.code()).isZero();
    assertThat(plugin(api, name).get("version").asString()).isEqualTo("1.1.0");
    assertThat(server.runs("plugin", "rollback", name, "--to", "1.0.0").code()).isZero();
    assertThat(plugin(api, name).get("version").asString()).isEqualTo("1.0.0");
    api.save(workflow("macaw"));
    assertThat(ends(api, api.start("macaw", Map.of()))).isEqualTo("COMPLETED");
    removeInUse(api, name, "macaw");
  }

  /** Whoever removes what a workflow needs is shown that first. */
  private static void removeInUse(Api api, String name, String workflow) {
    JsonNode plan = api.delete("/plugins/" + name).problem(409).get("plan");
    assertThat(plan.get("asks").toString()).isEqualTo("[\"IN_USE\"]");
    assertThat(plan.at("/affected/workspaces/0/steps/0/workflow").asString()).isEqualTo(workflow);
    api.delete("/plugins/" + name + "?token=" + plan.get("token").asString()).expect(204);
  }

  /** So is whoever keeps it from serving. */
  private static void disableInUse(Api api, String name) {
    String disable = "/plugins/" + name + "/disable";
    JsonNode plan = api.post(disable, Map.of()).problem(409).get("plan");
    assertThat(plan.get("asks").toString()).isEqualTo("[\"IN_USE\"]");
    assertThat(state(api, name)).isEqualTo("ACTIVE");
    JsonNode now =
        api.post(disable + "?token=" + plan.get("token").asString(), Map.of()).expect(200).json();
    assertThat(now.get("state").asString()).isEqualTo("DISABLED");
  }

  @Test
  void several_change_at_once_as_they_were_planned() {
    Api api = server.api();
    install(api, new PluginJars("org.example.kea", "1.0.0", "kea").good());
    String form =
        part("remove", "", "org.example.kea".getBytes(StandardCharsets.UTF_8))
            + part("jar", "kaka.jar", new PluginJars("org.example.kaka", "1.0.0", "kaka").good())
            + part("jar", "lori.jar", new PluginJars("org.example.lori", "1.0.0", "lori").good())
            + "--x--\r\n";
    JsonNode plan = form(api, "/plugins/plan", form).expect(200).json();
    assertThat(plan.get("possible").asBoolean()).isTrue();
    assertThat(plan.get("items").valueStream().map(item -> item.get("what").asString()).toList())
        .containsExactly("INSTALLED", "REMOVED", "INSTALLED");
    assertThat(state(api, "org.example.kea")).isEqualTo("ACTIVE");
    form(api, "/plugins/plan/apply?token=none", form).problem(409);
    form(api, "/plugins/plan/apply?token=" + plan.get("token").asString(), form).expect(200);
    assertThat(state(api, "org.example.kaka")).isEqualTo("ACTIVE");
    assertThat(state(api, "org.example.lori")).isEqualTo("ACTIVE");
    assertThat(api.get("/plugins").body()).doesNotContain("org.example.kea");

    var gone =
        server.runs(
            "plugin", "apply", "--remove", "org.example.kaka", "--remove", "org.example.lori");
    assertThat(gone.output()).contains("removed", "org.example.lori");
    assertThat(gone.code()).isZero();
    assertThat(api.get("/plugins").body()).doesNotContain("org.example.lori");
  }

  private static Api.Answer form(Api api, String path, String form) {
    return api.send(
        "POST",
        path,
        "multipart/form-data; boundary=x",
        BodyPublishers.ofString(form, StandardCharsets.ISO_8859_1));
  }

  /** Bytes as the characters of ISO 8859-1, which has one for each. */
  private static String part(String name, String file, byte[] content) {
    return "--x\r\nContent-Disposition: form-data; name=\"%s\"%s\r\n\r\n"
            .formatted(name, file.isEmpty() ? "" : "; filename=\"" + file + "\"")
        + new String(content, StandardCharsets.ISO_8859_1)
        + "\r\n";
  }

  @Test
  void a_bad_jar_is_refused_with_the_reason_and_changes_nothing() {
    Api api = server.api();
    String before = api.get("/plugins").expect(200).body();
    String offered = api.get("/plugins/contributions").expect(200).body();
    PluginJars bad = new PluginJars("org.example.bad", "1.0.0", "bad");

    refused(api, "no jar".getBytes(StandardCharsets.UTF_8), "not a jar");
    refused(api, jarWithoutBundle(), "no OSGi bundle");
    refused(api, bad.missingImport(), "org.example.absent");
    refused(api, bad.failingActivation(), "");
    refused(api, new PluginJars("org.example.bad", "1.0.0", "echo").good(), "'echo'");
    byte[] whole = bad.good();
    refused(api, Arrays.copyOf(whole, whole.length / 2), "");

    assertThat(api.get("/plugins").expect(200).body()).isEqualTo(before);
    assertThat(api.get("/plugins/contributions").expect(200).body()).isEqualTo(offered);
    install(api, whole);
    api.delete("/plugins/org.example.bad").expect(204);
  }

  @Test
  void a_shipped_plugin_can_be_kept_from_serving_but_not_removed() {
    Api api = server.api();
    String name = "io.aiops.studio.plugins.agent-echo";
    api.delete("/plugins/" + name).problem(409);
    api.save(workflow("echo"));
    JsonNode inUse = api.post("/plugins/" + name + "/disable", Map.of()).problem(409);
    assertThat(state(api, name)).isEqualTo("ACTIVE");
    String token = inUse.at("/plan/token").asString();
    assertThat(change(api, name, "disable?token=" + token)).isEqualTo("DISABLED");
    assertThat(validate(api, "echo")).contains("there is no such agent");
    assertThat(change(api, name, "enable")).isEqualTo("ACTIVE");
    assertThat(validate(api, "echo")).isEmpty();
  }

  @Test
  void the_command_line_installs_lists_and_removes() throws Exception {
    Path jar = server.data().resolve("lory.jar");
    Files.write(jar, new PluginJars("org.example.lory", "2.0.0", "lory").good());
    var installed = server.runs("plugin", "install", jar.toString());
    assertThat(installed.output()).contains("org.example.lory", "2.0.0");
    assertThat(installed.code()).isZero();
    assertThat(state(server.api(), "org.example.lory")).isEqualTo("ACTIVE");
    assertThat(server.runs("plugin", "list").output()).contains("org.example.lory");

    Files.writeString(jar, "no jar");
    var refused = server.runs("plugin", "install", jar.toString());
    assertThat(refused.code()).isNotZero();
    assertThat(refused.output()).contains("lory.jar", "not a jar").doesNotContain("Exception");
    assertThat(server.runs("plugin", "remove", "org.example.lory").code()).isZero();
    assertThat(server.api().get("/plugins").body()).doesNotContain("org.example.lory");
  }

  private static JsonNode install(Api api, byte[] jar) {
    return send(api, jar).expect(201).json();
  }

  private static void refused(Api api, byte[] jar, String reason) {
    String problem = send(api, jar).problem(422).toString();
    assertThat(problem).contains(reason, "Nothing was changed");
  }

  private static Api.Answer send(Api api, byte[] jar) {
    return api.send("POST", "/plugins?name=a.jar", JAR, BodyPublishers.ofByteArray(jar));
  }

  private static String change(Api api, String name, String what) {
    return api.post("/plugins/" + name + "/" + what, Map.of())
        .expect(200)
        .json()
        .get("state")
        .asString();
  }

  private static String state(Api api, String name) {
    return plugin(api, name).get("state").asString();
  }

  private static JsonNode plugin(Api api, String name) {
    return api.get("/plugins")
        .expect(200)
        .json()
        .get("items")
        .valueStream()
        .filter(plugin -> plugin.get("name").asString().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static String ends(Api api, String execution) {
    await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> !api.execution(execution).at("/summary/endedAt").isNull());
    return api.status(execution);
  }

  /** What is wrong with a workflow that uses the agent; empty if nothing is. */
  private static String validate(Api api, String agent) {
    JsonNode verdict =
        api.send(
                "POST",
                "/workflows/validate",
                "application/yaml",
                BodyPublishers.ofString(workflow(agent)))
            .expect(200)
            .json();
    return verdict.get("valid").asBoolean() ? "" : verdict.get("problems").toString();
  }

  private static String workflow(String agent) {
    return """
    schema: aiops-studio/workflow/v1
    name: %s
    steps:
      - {id: say, kind: agent, agent: %s, instruction: "x", retry: {attempts: 1}}
    """
        .formatted(agent, agent);
  }

  private static byte[] jarWithoutBundle() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    try {
      new JarOutputStream(bytes, manifest).close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
