package io.aiops.studio.server.isolation;

import static org.awaitility.Awaitility.await;

import io.aiops.studio.server.Api;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;

/** Two workspaces of one server that have nothing in common. */
record Pair(Side mine, Side theirs) {

  private static final AtomicInteger PAIRS = new AtomicInteger();
  private static final Duration SOON = Duration.ofMinutes(1);

  /** Makes both. */
  static Pair of(Api admin) {
    int pair = PAIRS.incrementAndGet();
    return new Pair(side(admin, "mine" + pair), side(admin, "theirs" + pair));
  }

  private static Side side(Api admin, String person) {
    String secret = "word-of-" + person;
    String password = "a-long-phrase-" + UUID.randomUUID();
    String workspace =
        admin.post("/workspaces", Map.of("name", person)).expect(201).json().get("id").asString();
    String userId = administrator(admin, workspace, person, password);
    Api api =
        admin.as(
            admin
                .as("")
                .post("/sign-in", Map.of("userName", person, "password", password))
                .expect(201)
                .json()
                .get("secret")
                .asString());
    String member =
        api.post(
                "/members",
                Map.of("userName", "viewer-" + person, "role", "VIEWER", "password", password))
            .expect(201)
            .json()
            .get("userId")
            .asString();
    String token = token(api, secret).at("/token/id").asString();
    String file = file(api, secret);
    api.put(
            "/connections/connector/" + person + "-link",
            Map.of("provider", "http", "settings", Map.of("user", secret)))
        .expect(200);
    api.save(Flows.echo(person + "-flow", secret));
    TemplateAttempts.install(
        api, TemplateAttempts.export(api, person + "-flow", "1.0.0"), person + "-copy");
    TemplateAttempts.share(api, person + "-flow", "team." + person + "-flow");
    api.put(
            "/triggers/" + person + "-trigger",
            Map.of("workflow", person + "-flow", "schedule", Map.of("cron", "0 0 1 1 *")))
        .expect(201);
    String execution = api.start(person + "-flow", Map.of());
    await().atMost(SOON).until(() -> api.status(execution).equals("COMPLETED"));
    String approval = approval(api, person + "-ask");
    return new Side(
        person, userId, password, workspace, api, secret, execution, file, token, member, approval);
  }

  private static String administrator(Api admin, String workspace, String name, String password) {
    Map<String, String> member =
        Map.of("userName", name, "role", "ADMINISTRATOR", "password", password);
    return admin
        .send(
            "POST",
            "/members",
            "application/json",
            BodyPublishers.ofString(Api.JSON.writeValueAsString(member)),
            "X-Studio-Workspace",
            workspace)
        .expect(201)
        .json()
        .get("userId")
        .asString();
  }

  private static String file(Api api, String secret) {
    return api.send(
            "POST",
            "/files?name=" + secret + ".txt",
            "text/plain",
            BodyPublishers.ofString("The text: " + secret))
        .expect(201)
        .json()
        .get("file")
        .asString();
  }

  private static String approval(Api api, String workflow) {
    api.save(Flows.asking(workflow));
    String asks = api.start(workflow, Map.of());
    return await()
        .atMost(SOON)
        .until(
            () -> api.get("/approvals?execution=" + asks).expect(200).json().at("/items/0/id"),
            JsonNode::isString)
        .asString();
  }

  static JsonNode token(Api api, String name) {
    return api.post("/tokens", Map.of("name", name, "scopes", List.of("VIEW"))).expect(201).json();
  }
}
