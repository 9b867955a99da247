package io.aiops.studio.server.isolation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.aiops.studio.server.Api;
import io.aiops.studio.server.Api.Answer;
import io.aiops.studio.server.EventReader;
import io.aiops.studio.server.SharedServer;
import io.aiops.studio.server.StudioServer;
import io.aiops.studio.server.isolation.Attempts.Attempt;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/**
 * What belongs to one workspace does not exist for the people of another. The operations come from
 * the server's own description of itself, so that one that nobody has tried fails the test.
 */
@ExtendWith(SharedServer.class)
@Timeout(240)
class WorkspaceIsolationIT {

  private static final String YAML = "application/yaml";

  private final StudioServer server;
  private final Api admin;

  WorkspaceIsolationIT(StudioServer server) {
    this.server = server;
    this.admin = server.api();
  }

  @Test
  void no_operation_reaches_the_things_of_another_workspace() {
    Pair pair = Pair.of(admin);
    Side theirs = pair.theirs();
    Side mine = pair.mine();
    Map<String, JsonNode> before = theirs.everything();
    assertThat(before.toString()).as("the marks can be seen").contains(theirs.marks());

    Map<String, Attempt> attempts = Attempts.all();
    assertThat(attempts.keySet())
        .as("every operation is tried, and none that does not exist")
        .containsExactlyInAnyOrderElementsOf(
            Operation.of(server).stream().map(Operation::key).toList());
    SoftAssertions.assertSoftly(all ->
        attempts.forEach((operation, attempt) ->
            all.assertThatCode(() -> attempt.make(mine, theirs))
                .as(operation)
                .doesNotThrowAnyException()));

    assertThat(theirs.everything()).isEqualTo(before);
  }

  @Test
  void nobody_enters_a_workspace_they_do_not_belong_to() {
    Pair pair = Pair.of(admin);
    Side theirs = pair.theirs();
    Side mine = pair.mine();
    Map<String, JsonNode> before = theirs.everything();
    List<Operation> operations = Operation.of(server);
    operations.removeIf(operation ->
        List.of("/sign-in", Operation.HOOK, Operation.LINK).contains(operation.path()));
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
    assertThat(theirs.everything()).isEqualTo(before);
  }

  @Test
  void only_the_sign_in_and_the_description_are_for_everybody() throws Exception {
    Side theirs = Pair.of(admin).theirs();
    Map<String, JsonNode> before = theirs.everything();
    List<String> open = new ArrayList<>();
    for (String token : List.of("", "ast_" + "x".repeat(43), "nonsense")) {
      for (Operation operation : Operation.of(server)) {
        Answer answer = operation.ask(admin.as(token), theirs);
        if (operation.path().equals(Operation.LINK)) {
          assertThat(answer.problem(404).get("detail").asString()).contains("link");
        } else if (answer.status() == 401) {
          answer.problem(401);
          assertThat(answer.response().headers().firstValue("WWW-Authenticate"))
              .contains(operation.path().equals(Operation.HOOK) ? "Webhook-Signature" : "Bearer");
        } else {
          open.add(operation.key());
        }
      }
    }
    assertThat(open).containsOnly("POST /sign-in").hasSize(3);
    Answer description = admin.as("").get("/openapi").expect(303);
    assertThat(description.response().headers().firstValue("Location").orElseThrow())
        .endsWith("/openapi");
    assertThat(theirs.everything()).isEqualTo(before);
  }

  @Test
  void the_other_forms_of_an_answer_are_closed_too() throws IOException {
    Pair pair = Pair.of(admin);
    Side theirs = pair.theirs();
    Side mine = pair.mine();
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
    Pair pair = Pair.of(admin);
    Side theirs = pair.theirs();
    Side mine = pair.mine();
    JsonNode problems =
        mine.api()
            .send(
                "POST",
                "/workflows/validate",
                YAML,
                BodyPublishers.ofString(Flows.calling(mine.person(), theirs.connection())))
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
                BodyPublishers.ofString(Flows.calling(theirs.person(), theirs.connection())))
            .expect(200)
            .json();
    assertThat(own.get("valid").asBoolean()).as(own.toString()).isTrue();

    mine.api().save(Flows.reading("reader"));
    theirs.api().save(Flows.reading("reader"));
    JsonNode file = theirs.api().get(theirs.path("/files/{id}/info")).expect(200).json();
    assertThat(ran(theirs, file)).contains("COMPLETED", "The text: " + theirs.secret());
    assertThat(ran(mine, file)).contains("FAILED").doesNotContain("The text:");
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
        .atMost(Duration.ofMinutes(1))
        .until(() -> List.of("COMPLETED", "FAILED").contains(side.api().status(id)));
    return side.api().execution(id).toString();
  }
}
