package io.aiops.studio.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.aiops.studio.server.Api.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What belongs to one workspace does not exist for the people of another. The operations come from
 * the server's own description of itself, so that one that nobody has tried fails the test.
 */
@ExtendWith(SharedServer.class)
@Timeout(120)
class WorkspaceIsolationIT {

  private static final AtomicInteger PAIRS = new AtomicInteger();
  private static final String JSON = "application/json";
  private static final String YAML = "application/yaml";

  /** Asks for a signature in place of a token. */
  private static final String HOOK = "/hooks/{id}";

  /** Asks for a signed token in its address in place of one in a header. */
  private static final String LINK = "/approvals/links/{token}";

  private static final String CHANGED_PASSWORD = "another-good-phrase";

  /**
   * One workspace with one of everything, and its administrator.
   *
   * @param secret a word that stands in each thing of this workspace
   */
  private record Side(
      String person,
      String userId,
      String password,
      String workspace,
      Api api,
      String secret,
      String execution,
      String file,
      String token,
      String member,
      String approval) {

    String workflow() {
      return person + "-flow";
    }

    String connection() {
      return person + "-link";
    }

    String trigger() {
      return person + "-trigger";
    }

    /** What no answer to somebody else may hold. */
    List<String> marks() {
      return List.of(userId, workspace, secret, execution, file, token, member, approval);
    }

    String path(String template) {
      String things = template.substring(1).split("/", 2)[0];
      String id =
          switch (things) {
            case "executions" -> execution;
            case "approvals" -> approval;
            case "files" -> file;
            case "members" -> member;
            case "tokens" -> token;
            default -> "none";
          };
      String name =
          switch (things) {
            case "workflows" -> workflow();
            case "connections" -> connection();
            case "triggers" -> trigger();
            default -> "none";
          };
      return template
          .replace("{id}", id)
          .replace("{name}", name)
          .replace("{kind}", "connector")
          .replace("{token}", "none")
          .replace("{version}", "1");
    }
  }

  /**
   * A path and method as the description has it.
   *
   * @param body the first media type it takes; empty if it takes none
   */
  private record Operation(String method, String path, String body) {
    String key() {
      return method + " " + path;
    }

    Answer ask(Api api, Side whose, String... headers) {
      return api.send(
          method,
          whose.path(path),
          body.isEmpty() ? JSON : body,
          body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString("{}"),
          headers);
    }
  }

  private final StudioServer server;
  private final Api admin;

  WorkspaceIsolationIT(StudioServer server) {
    this.server = server;
    this.admin = server.api();
  }

  @Test
  void no_operation_reaches_the_things_of_another_workspace() {
    int pair = PAIRS.incrementAndGet();
    Side theirs = side("theirs" + pair);
    Side mine = side("mine" + pair);
    Map<String, JsonNode> before = everything(theirs);
    assertThat(before.toString()).as("the marks can be seen").contains(theirs.marks());

    Map<String, BiConsumer<Side, Side>> attempts = attempts();
    assertThat(attempts.keySet())
        .as("every operation is tried, and none that does not exist")
        .containsExactlyInAnyOrderElementsOf(operations().stream().map(Operation::key).toList());
    attempts.forEach((operation, attempt) -> {
      try {
        attempt.accept(mine, theirs);
      } catch (AssertionError e) {
        throw new AssertionError(operation + ": " + e.getMessage(), e);
      }
    });

    assertThat(everything(theirs)).isEqualTo(before);
  }

  @Test
  void nobody_enters_a_workspace_they_do_not_belong_to() {
    int pair = PAIRS.incrementAndGet();
    Side theirs = side("theirs" + pair);
    Side mine = side("mine" + pair);
    Map<String, JsonNode> before = everything(theirs);
    List<Operation> operations = operations();
    operations.removeIf(operation -> List.of("/sign-in", HOOK, LINK).contains(operation.path()));
    assertThat(operations).hasSizeGreaterThan(30);
    for (Operation operation : operations) {
      String told =
          operation
              .ask(mine.api(), theirs, "X-Studio-Workspace", theirs.workspace())
              .problem(404)
              .get("detail")
              .asString();
      assertThat(told).as(operation.key()).contains("workspace");
    }
    assertThat(everything(theirs)).isEqualTo(before);
  }

  @Test
  void only_the_sign_in_and_the_description_are_for_everybody() throws Exception {
    Side theirs = side("theirs" + PAIRS.incrementAndGet());
    Map<String, JsonNode> before = everything(theirs);
    List<String> open = new ArrayList<>();
    for (String token : List.of("", "ast_" + "x".repeat(43), "nonsense")) {
      for (Operation operation : operations()) {
        Answer answer = operation.ask(admin.as(token), theirs);
        if (operation.path().equals(LINK)) {
          assertThat(answer.problem(404).get("detail").asString()).contains("link");
        } else if (answer.status() == 401) {
          answer.problem(401);
          assertThat(answer.response().headers().firstValue("WWW-Authenticate"))
              .contains(operation.path().equals(HOOK) ? "Webhook-Signature" : "Bearer");
        } else {
          open.add(operation.key());
        }
      }
    }
    assertThat(open).containsOnly("POST /sign-in").hasSize(3);
    Answer description = admin.as("").get("/openapi").expect(303);
    assertThat(description.response().headers().firstValue("Location").orElseThrow())
        .endsWith("/openapi");
    assertThat(everything(theirs)).isEqualTo(before);
  }

  @Test
  void the_other_forms_of_an_answer_are_closed_too() throws IOException {
    int pair = PAIRS.incrementAndGet();
    Side theirs = side("theirs" + pair);
    Side mine = side("mine" + pair);
    try (EventReader own = new EventReader(theirs.api(), theirs.execution(), "");
        EventReader stranger = new EventReader(mine.api(), theirs.execution(), "");
        EventReader nobody = new EventReader(admin.as(""), theirs.execution(), "")) {
      assertThat(own.until(event -> event.name().equals("end")).toString())
          .contains(theirs.secret());
      assertThat(stranger.status()).isEqualTo(404);
      assertThat(nobody.status()).isEqualTo(401);
    }
    String text = "/workflows/" + theirs.workflow();
    for (String path : List.of(text, text + "/versions/1")) {
      assertThat(text(theirs.api(), path).expect(200).body()).contains(theirs.secret());
      text(mine.api(), path).problem(404);
      text(admin.as(""), path).problem(401);
    }
    String download = "/files/" + theirs.file();
    assertThat(theirs.api().get(download).expect(200).body()).contains(theirs.secret());
    mine.api().get(download).problem(404);
    admin.as("").get(download).problem(401);
    String form =
        """
        --b\r
        Content-Disposition: form-data; name="f"; filename="f.txt"\r
        \r
        x\r
        --b--\r
        """;
    admin
        .as("")
        .send("POST", "/files", "multipart/form-data; boundary=b", BodyPublishers.ofString(form))
        .problem(401);
  }

  @Test
  void a_workflow_cannot_use_what_another_workspace_has() {
    int pair = PAIRS.incrementAndGet();
    Side theirs = side("theirs" + pair);
    Side mine = side("mine" + pair);
    JsonNode problems =
        mine.api()
            .send(
                "POST",
                "/workflows/validate",
                YAML,
                BodyPublishers.ofString(calling(mine.person(), theirs.connection())))
            .expect(200)
            .json()
            .get("problems");
    assertThat(problems.toString()).contains("steps[0].tool");
    JsonNode own =
        theirs
            .api()
            .send(
                "POST",
                "/workflows/validate",
                YAML,
                BodyPublishers.ofString(calling(theirs.person(), theirs.connection())))
            .expect(200)
            .json();
    assertThat(own.get("valid").asBoolean()).as(own.toString()).isTrue();

    mine.api().save(reading("reader"));
    theirs.api().save(reading("reader"));
    JsonNode file = theirs.api().get(theirs.path("/files/{id}/info")).expect(200).json();
    assertThat(ran(theirs, file)).contains("COMPLETED", "The text: " + theirs.secret());
    assertThat(ran(mine, file)).contains("FAILED").doesNotContain("The text:");
  }

  /** In this order: what lists show first, then what could add to them. */
  private Map<String, BiConsumer<Side, Side>> attempts() {
    Map<String, BiConsumer<Side, Side>> all = new LinkedHashMap<>();
    for (String list :
        List.of(
            "/workflows",
            "/executions",
            "/approvals",
            "/connections",
            "/triggers",
            "/queues",
            "/queues/dead-letters",
            "/queues/limits",
            "/retention",
            "/nodes",
            "/self-check",
            "/members",
            "/tokens",
            "/audit",
            "/workspaces",
            "/me",
            "/model-providers",
            "/plugins",
            "/plugins/contributions")) {
      all.put("GET " + list, (mine, theirs) -> showsNothing(mine, theirs, list));
    }
    for (String path :
        List.of(
            "/workflows/{name}",
            "/workflows/{name}/versions",
            "/workflows/{name}/versions/{version}",
            "/executions/{id}",
            "/executions/{id}/events",
            "/executions/{id}/verification",
            "/executions/{id}/replay",
            "/approvals/{id}",
            "/files/{id}",
            "/files/{id}/info",
            "/connections/{kind}/{name}",
            "/triggers/{name}",
            "/triggers/{name}/firings")) {
      all.put(
          "GET " + path,
          (mine, theirs) -> {
            theirs.api().get(theirs.path(path)).expect(200);
            mine.api().get(theirs.path(path)).problem(404);
          });
    }
    for (String path :
        List.of(
            "/workflows/{name}",
            "/connections/{kind}/{name}",
            "/triggers/{name}",
            "/members/{id}",
            "/tokens/{id}")) {
      all.put(
          "DELETE " + path, (mine, theirs) -> mine.api().delete(theirs.path(path)).problem(404));
    }
    // None can be made from outside; that a letter is its workspace's own, its store's contract
    // says.
    String letter = "/queues/dead-letters/" + java.util.UUID.randomUUID();
    all.put("GET /queues/dead-letters/{id}", (mine, theirs) -> mine.api().get(letter).problem(404));
    all.put(
        "PUT /queues/dead-letters/{id}",
        (mine, theirs) -> mine.api().put(letter, Map.of("body", Map.of())).problem(404));
    all.put(
        "POST /queues/dead-letters/{id}/send",
        (mine, theirs) -> mine.api().post(letter + "/send", Map.of()).problem(404));
    all.put(
        "DELETE /queues/dead-letters/{id}",
        (mine, theirs) -> mine.api().delete(letter).problem(404));
    all.put(
        "PUT /queues/limits",
        (mine, theirs) -> {
          mine.api().put("/queues/limits", Map.of("executions", 999_983)).expect(200);
          assertThat(theirs.api().get("/queues/limits").expect(200).body())
              .doesNotContain("999983");
        });
    all.put(
        "PUT /retention",
        (mine, theirs) -> {
          mine.api().put("/retention", Map.of("days", 36_499)).expect(200);
          assertThat(theirs.api().get("/retention").expect(200).body()).doesNotContain("36499");
        });
    all.put(
        "PUT /members/{id}",
        (mine, theirs) -> {
          for (String person : List.of(theirs.member(), theirs.userId())) {
            mine.api().put("/members/" + person, Map.of("role", "VIEWER")).problem(404);
            mine.api().delete("/members/" + person).problem(404);
          }
        });
    all.put(
        "POST /executions",
        (mine, theirs) ->
            mine.api().post("/executions", Map.of("workflow", theirs.workflow())).problem(404));
    all.put(
        "POST /executions/{id}/signals",
        (mine, theirs) ->
            mine.api()
                .post(theirs.path("/executions/{id}/signals"), Map.of("name", "go"))
                .problem(404));
    all.put(
        "POST /approvals/{id}/decision",
        (mine, theirs) -> {
          JsonNode approval = theirs.api().get(theirs.path("/approvals/{id}")).expect(200).json();
          mine.api()
              .post(
                  theirs.path("/approvals/{id}/decision"),
                  Map.of("hash", approval.get("hash").asString(), "decision", "approve"))
              .problem(404);
        });
    all.put(
        "POST /approvals/{id}/delegation",
        (mine, theirs) ->
            mine.api()
                .post(theirs.path("/approvals/{id}/delegation"), Map.of("to", mine.person()))
                .problem(404));
    all.put(
        "POST /approvals/{id}/links",
        (mine, theirs) ->
            mine.api().post(theirs.path("/approvals/{id}/links"), Map.of()).problem(404));
    all.put("GET " + LINK, (mine, theirs) -> mine.api().get(theirs.path(LINK)).problem(404));
    all.put(
        "POST " + LINK,
        (mine, theirs) ->
            mine.api().post(theirs.path(LINK), Map.of("decision", "approve")).problem(404));
    all.put(
        "POST /executions/{id}/cancel",
        (mine, theirs) ->
            mine.api().post(theirs.path("/executions/{id}/cancel"), Map.of()).problem(404));
    all.put(
        "POST /executions/{id}/retry",
        (mine, theirs) ->
            mine.api().post(theirs.path("/executions/{id}/retry"), Map.of()).problem(404));
    all.put(
        "POST /executions/{id}/fork",
        (mine, theirs) ->
            mine.api()
                .post(theirs.path("/executions/{id}/fork"), Map.of("step", "say"))
                .problem(404));
    all.put(
        "POST /executions/{id}/rollback",
        (mine, theirs) ->
            mine.api()
                .post(
                    theirs.path("/executions/{id}/rollback"),
                    Map.of("step", "say", "diagnosis", "none"))
                .problem(404));
    all.put(
        "GET /executions/ended",
        (mine, theirs) -> {
          try (EventReader ended = EventReader.ofEnded(mine.api())) {
            assertThat(ended.until(event -> event.name().equals("watching")).toString())
                .doesNotContain(theirs.marks());
          }
        });
    for (String act : List.of("enable", "disable", "secret", "fire")) {
      String path = "/triggers/{name}/" + act;
      all.put(
          "POST " + path,
          (mine, theirs) -> mine.api().post(theirs.path(path), Map.of()).problem(404));
    }
    all.put(
        "POST /triggers/{name}/backfill",
        (mine, theirs) ->
            mine.api()
                .post(
                    theirs.path("/triggers/{name}/backfill"),
                    Map.of("from", "2026-11-01T00:00:00Z", "to", "2026-11-01T01:00:00Z"))
                .problem(404));
    all.put(
        "POST " + HOOK,
        (mine, theirs) -> {
          JsonNode trigger = theirs.api().get(theirs.path("/triggers/{name}")).expect(200).json();
          String path = "/hooks/" + trigger.get("id").asString();
          mine.api().post(path, Map.of()).problem(401);
          mine.api()
              .send(
                  "POST",
                  path,
                  JSON,
                  BodyPublishers.ofString("{}"),
                  "webhook-id",
                  "a",
                  "webhook-timestamp",
                  "" + Instant.now().getEpochSecond(),
                  "webhook-signature",
                  "v1,AAAA")
              .problem(401);
        });
    all.put(
        "GET /schedule-preview",
        (mine, theirs) -> mine.api().get("/schedule-preview?cron=0+9+*+*+*").expect(200));
    all.put(
        "POST /members",
        (mine, theirs) ->
            mine.api()
                .post(
                    "/members",
                    Map.of(
                        "userName",
                        theirs.person(),
                        "role",
                        "VIEWER",
                        "password",
                        CHANGED_PASSWORD))
                .names(422, "password"));
    all.put(
        "POST /sign-in",
        (mine, theirs) ->
            mine.api()
                .post("/sign-in", Map.of("userName", theirs.person(), "password", mine.password()))
                .problem(401));
    all.put(
        "PUT /me/password",
        (mine, theirs) ->
            mine.api()
                .put(
                    "/me/password",
                    Map.of("oldPassword", theirs.password(), "newPassword", CHANGED_PASSWORD))
                .names(422, "oldPassword"));
    all.put(
        "POST /workflows/validate",
        (mine, theirs) ->
            assertThat(
                    mine.api()
                        .send(
                            "POST",
                            "/workflows/validate",
                            YAML,
                            BodyPublishers.ofString(echo(theirs.workflow(), "x")))
                        .expect(200)
                        .body())
                .doesNotContain(theirs.marks()));
    all.putAll(namesakes());
    all.putAll(ofTheWholeServer());
    return all;
  }

  /** The same name in another workspace is another thing: the other one stays as it was. */
  private Map<String, BiConsumer<Side, Side>> namesakes() {
    Map<String, BiConsumer<Side, Side>> all = new LinkedHashMap<>();
    all.put(
        "POST /workflows",
        (mine, theirs) -> {
          JsonNode saved = mine.api().save(echo(theirs.workflow(), "mine"));
          assertThat(saved.get("version").asInt()).isEqualTo(1);
          mine.api().delete("/workflows/" + theirs.workflow()).expect(204);
        });
    all.put(
        "PUT /connections/{kind}/{name}",
        (mine, theirs) -> {
          String path = "/connections/connector/" + theirs.connection();
          // The mask stands for a secret that is kept: here there is none to keep.
          Answer saved =
              mine.api()
                  .put(
                      path,
                      Map.of("provider", "http", "settings", Map.of("bearerToken", "********")));
          assertThat(saved.status()).as(saved.body()).isIn(200, 422);
          assertThat(saved.body()).doesNotContain(theirs.marks());
          mine.api().put(path, Map.of("provider", "http", "settings", Map.of())).expect(200);
          mine.api().delete(path).expect(204);
        });
    all.put(
        "PUT /triggers/{name}",
        (mine, theirs) -> {
          String path = theirs.path("/triggers/{name}");
          mine.api()
              .put(path, Map.of("workflow", theirs.workflow(), "webhook", Map.of()))
              .names(422, "workflow");
          mine.api()
              .put(path, Map.of("workflow", mine.workflow(), "webhook", Map.of()))
              .expect(201);
          mine.api().delete(path).expect(204);
        });
    all.put(
        "POST /files",
        (mine, theirs) -> {
          JsonNode file =
              mine.api()
                  .send(
                      "POST", "/files?name=theirs.txt", "text/plain", BodyPublishers.ofString("x"))
                  .expect(201)
                  .json();
          assertThat(file.get("file").asString()).isNotEqualTo(theirs.file());
        });
    all.put(
        "POST /tokens",
        (mine, theirs) -> {
          String secret = token(mine.api(), "another").get("secret").asString();
          JsonNode me = mine.api().as(secret).get("/me").expect(200).json();
          assertThat(me.get("workspaceId").asString()).isEqualTo(mine.workspace());
        });
    all.put(
        "POST /workspaces",
        (mine, theirs) -> {
          JsonNode made =
              mine.api().post("/workspaces", Map.of("name", theirs.person())).expect(201).json();
          assertThat(made.get("id").asString()).isNotEqualTo(theirs.workspace());
        });
    return all;
  }

  /** Plugins are the server's: every administrator keeps them, and they hold nothing of anybody. */
  private static Map<String, BiConsumer<Side, Side>> ofTheWholeServer() {
    Map<String, BiConsumer<Side, Side>> all = new LinkedHashMap<>();
    all.put(
        "POST /plugins",
        (mine, theirs) ->
            mine.api()
                .send(
                    "POST",
                    "/plugins",
                    "application/java-archive",
                    BodyPublishers.ofString("no jar"))
                .problem(422));
    all.put(
        "DELETE /plugins/{name}",
        (mine, theirs) -> mine.api().delete("/plugins/" + theirs.connection()).problem(404));
    for (String change : List.of("enable", "disable")) {
      all.put(
          "POST /plugins/{name}/" + change,
          (mine, theirs) ->
              mine.api()
                  .post("/plugins/" + theirs.connection() + "/" + change, Map.of())
                  .problem(404));
    }
    return all;
  }

  private static void showsNothing(Side mine, Side theirs, String list) {
    assertThat(mine.api().get(list).expect(200).body())
        .doesNotContain(theirs.marks())
        .doesNotContain(theirs.workflow(), theirs.connection(), theirs.person());
  }

  /** All that an administrator can see, without moments of use and others' vain sign-ins. */
  private static Map<String, JsonNode> everything(Side side) {
    Map<String, JsonNode> all = new LinkedHashMap<>();
    for (String path :
        List.of(
            "/workflows",
            side.path("/workflows/{name}/versions"),
            side.path("/workflows/{name}"),
            "/executions",
            side.path("/executions/{id}"),
            side.path("/executions/{id}/events"),
            side.path("/files/{id}/info"),
            "/approvals?for=all",
            side.path("/approvals/{id}"),
            "/connections",
            "/triggers",
            side.path("/triggers/{name}/firings"),
            "/members",
            "/tokens",
            "/workspaces",
            "/audit")) {
      JsonNode answer = side.api().get(path).expect(200).json();
      answer
          .path("items")
          .forEach(item -> {
            if (item instanceof ObjectNode fields) {
              fields.remove(List.of("lastUsedAt", "lastSignIn"));
            }
          });
      if (answer.path("items") instanceof ArrayNode items) {
        items.removeIf(item -> item.path("action").asString("").equals("sign-in.refused"));
      }
      all.put(path, answer);
    }
    return all;
  }

  /** As the server describes them, without the part of the address that all share. */
  private List<Operation> operations() {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> response =
          client.send(
              HttpRequest.newBuilder(URI.create(server.url() + "/openapi?format=json"))
                  .timeout(Duration.ofSeconds(20))
                  .header("Accept", JSON)
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      List<Operation> operations = new ArrayList<>();
      Api.JSON
          .readTree(response.body())
          .get("paths")
          .forEachEntry((path, methods) -> {
            assertThat(path).startsWith("/api/v1/");
            methods.forEachEntry((method, operation) ->
                operations.add(
                    new Operation(
                        method.toUpperCase(Locale.ROOT),
                        path.substring("/api/v1".length()),
                        operation.at("/requestBody/content").propertyNames().stream()
                            .findFirst()
                            .orElse(""))));
          });
      return operations;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  private Side side(String person) {
    String secret = "word-of-" + person;
    String password = "a-long-phrase-" + UUID.randomUUID();
    String workspace =
        admin.post("/workspaces", Map.of("name", person)).expect(201).json().get("id").asString();
    String userId =
        admin
            .send(
                "POST",
                "/members",
                JSON,
                BodyPublishers.ofString(
                    Api.JSON.writeValueAsString(
                        Map.of("userName", person, "role", "ADMINISTRATOR", "password", password))),
                "X-Studio-Workspace",
                workspace)
            .expect(201)
            .json()
            .get("userId")
            .asString();
    JsonNode signedIn =
        admin
            .as("")
            .post("/sign-in", Map.of("userName", person, "password", password))
            .expect(201)
            .json();
    Api api = admin.as(signedIn.get("secret").asString());
    String member =
        api.post(
                "/members",
                Map.of("userName", "viewer-" + person, "role", "VIEWER", "password", password))
            .expect(201)
            .json()
            .get("userId")
            .asString();
    String token = token(api, secret).at("/token/id").asString();
    String file =
        api.send(
                "POST",
                "/files?name=" + secret + ".txt",
                "text/plain",
                BodyPublishers.ofString("The text: " + secret))
            .expect(201)
            .json()
            .get("file")
            .asString();
    api.put(
            "/connections/connector/" + person + "-link",
            Map.of("provider", "http", "settings", Map.of("user", secret)))
        .expect(200);
    api.save(echo(person + "-flow", secret));
    api.put(
            "/triggers/" + person + "-trigger",
            Map.of("workflow", person + "-flow", "schedule", Map.of("cron", "0 0 1 1 *")))
        .expect(201);
    String execution = api.start(person + "-flow", Map.of());
    await().atMost(Duration.ofSeconds(30)).until(() -> api.status(execution).equals("COMPLETED"));
    api.save(asking(person + "-ask"));
    String asks = api.start(person + "-ask", Map.of());
    String approval =
        await()
            .atMost(Duration.ofSeconds(30))
            .until(
                () -> api.get("/approvals?execution=" + asks).expect(200).json().at("/items/0/id"),
                JsonNode::isString)
            .asString();
    return new Side(
        person, userId, password, workspace, api, secret, execution, file, token, member, approval);
  }

  private static JsonNode token(Api api, String name) {
    return api.post("/tokens", Map.of("name", name, "scopes", List.of("VIEW"))).expect(201).json();
  }

  private static Answer text(Api api, String path) {
    return api.send("GET", path, YAML, BodyPublishers.noBody(), "Accept", YAML);
  }

  /**
   * @param file as its owner's upload had it answered
   */
  private static String ran(Side side, JsonNode file) {
    Answer started =
        side.api()
            .post("/executions", Map.of("workflow", "reader", "inputs", Map.of("file", file)));
    String id = started.expect(201).json().get("id").asString();
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> List.of("COMPLETED", "FAILED").contains(side.api().status(id)));
    return side.api().execution(id).toString();
  }

  private static String echo(String name, String says) {
    return """
    schema: aiops-studio/workflow/v1
    name: %s
    title: %s
    steps:
      - {id: say, kind: agent, agent: echo, instruction: "%s"}
    """
        .formatted(name, says, says);
  }

  private static String asking(String name) {
    return """
    schema: aiops-studio/workflow/v1
    name: %s
    steps:
      - {id: ask, kind: approval, question: Go on?}
    """
        .formatted(name);
  }

  private static String calling(String name, String connection) {
    return """
    schema: aiops-studio/workflow/v1
    name: %s
    steps:
      - {id: call, kind: tool, tool: %s/get, input: {url: "http://localhost/"}}
    """
        .formatted(name, connection);
  }

  private static String reading(String name) {
    return """
    schema: aiops-studio/workflow/v1
    name: %s
    inputs:
      type: object
      required: [file]
      properties:
        file: {type: object, format: file}
    steps:
      - {id: read, kind: tool, tool: text/read, input: {file: "{{ inputs.file }}"}}
    """
        .formatted(name);
  }
}
