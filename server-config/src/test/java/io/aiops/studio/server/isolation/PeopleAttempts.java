package io.aiops.studio.server.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** At people, their tokens, and the workspaces themselves. */
final class PeopleAttempts {

  private static final String CHANGED_PASSWORD = "another-good-phrase";

  private PeopleAttempts() {}

  static void addTo(Attempts attempts) {
    attempts.shows("/members");
    attempts.shows("/tokens");
    attempts.shows("/audit");
    attempts.shows("/workspaces");
    attempts.shows("/me");
    attempts.keeps("/members/{id}", "/tokens/{id}");
    attempts.add("PUT /members/{id}", PeopleAttempts::changeRole);
    attempts.add("POST /members", PeopleAttempts::changePasswordByAdding);
    attempts.add(
        "POST /sign-in",
        (mine, theirs) ->
            mine.api()
                .post("/sign-in", Map.of("userName", theirs.person(), "password", mine.password()))
                .problem(401));
    attempts.add(
        "PUT /me/password",
        (mine, theirs) ->
            mine.api()
                .put(
                    "/me/password",
                    Map.of("oldPassword", theirs.password(), "newPassword", CHANGED_PASSWORD))
                .names(422, "oldPassword"));
    attempts.add("POST /tokens", PeopleAttempts::makeToken);
    attempts.add("POST /workspaces", PeopleAttempts::makeANamesake);
  }

  private static void changeRole(Side mine, Side theirs) {
    for (String person : List.of(theirs.member(), theirs.userId())) {
      mine.api().put("/members/" + person, Map.of("role", "VIEWER")).problem(404);
      mine.api().delete("/members/" + person).problem(404);
    }
  }

  private static void changePasswordByAdding(Side mine, Side theirs) {
    mine.api()
        .post(
            "/members",
            Map.of("userName", theirs.person(), "role", "VIEWER", "password", CHANGED_PASSWORD))
        .names(422, "password");
  }

  private static void makeToken(Side mine, Side theirs) {
    String secret = Pair.token(mine.api(), "another").get("secret").asString();
    JsonNode me = mine.api().as(secret).get("/me").expect(200).json();
    assertThat(me.get("workspaceId").asString()).isEqualTo(mine.workspace());
  }

  private static void makeANamesake(Side mine, Side theirs) {
    JsonNode made =
        mine.api().post("/workspaces", Map.of("name", theirs.person())).expect(201).json();
    assertThat(made.get("id").asString()).isNotEqualTo(theirs.workspace());
  }
}
