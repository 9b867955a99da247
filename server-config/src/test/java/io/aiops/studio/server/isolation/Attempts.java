package io.aiops.studio.server.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.server.Api;
import java.util.LinkedHashMap;
import java.util.Map;

/** For each operation, by its key: how people of one workspace try to reach another's things. */
final class Attempts {

  /** Fails if it succeeds. */
  @FunctionalInterface
  interface Attempt {
    void make(Side mine, Side theirs);
  }

  private final Map<String, Attempt> lists = new LinkedHashMap<>();
  private final Map<String, Attempt> others = new LinkedHashMap<>();

  /** In this order: what lists show first, then what could add to them. */
  static Map<String, Attempt> all() {
    Attempts attempts = new Attempts();
    WorkflowAttempts.addTo(attempts);
    ExecutionAttempts.addTo(attempts);
    ApprovalAttempts.addTo(attempts);
    TriggerAttempts.addTo(attempts);
    TemplateAttempts.addTo(attempts);
    QueueAttempts.addTo(attempts);
    PeopleAttempts.addTo(attempts);
    ServerAttempts.addTo(attempts);
    CatalogAttempts.addTo(attempts);
    Map<String, Attempt> all = new LinkedHashMap<>(attempts.lists);
    all.putAll(attempts.others);
    return all;
  }

  /** A list that shows nothing of theirs. */
  void shows(String path) {
    lists.put(
        "GET " + path,
        (mine, theirs) ->
            assertThat(mine.api().get(path).expect(200).body())
                .doesNotContain(theirs.marks())
                .doesNotContain(theirs.workflow(), theirs.connection(), theirs.person()));
  }

  /** They find it, others do not. */
  void hides(String... paths) {
    for (String path : paths) {
      add(
          "GET " + path,
          (mine, theirs) -> {
            theirs.api().get(theirs.path(path)).expect(200);
            mine.api().get(theirs.path(path)).problem(404);
          });
    }
  }

  void keeps(String... paths) {
    for (String path : paths) {
      add("DELETE " + path, (mine, theirs) -> mine.api().delete(theirs.path(path)).problem(404));
    }
  }

  /** There is nothing to post to. */
  void takesNo(String path, Map<String, ?> body) {
    add("POST " + path, (mine, theirs) -> mine.api().post(theirs.path(path), body).problem(404));
  }

  /** Of the whole studio: not for an administrator of another workspace than the first. */
  void denies(String method, String path, Object body) {
    add(
        method + " " + path,
        (mine, theirs) -> {
          String at = theirs.path(path);
          Api.Answer answer =
              switch (method) {
                case "GET" -> mine.api().get(at);
                case "DELETE" -> mine.api().delete(at);
                case "PUT" -> mine.api().put(at, body);
                default -> mine.api().post(at, body);
              };
          first(answer);
        });
  }

  /** It is for administrators of the first workspace only, and says so. */
  static void first(Api.Answer answer) {
    assertThat(answer.problem(403).get("detail").asString()).contains("first workspace");
  }

  /** A setting of one workspace is none of the other's. */
  void setsOwn(String path, String field, int value) {
    add(
        "PUT " + path,
        (mine, theirs) -> {
          mine.api().put(path, Map.of(field, value)).expect(200);
          assertThat(theirs.api().get(path).expect(200).body()).doesNotContain("" + value);
        });
  }

  void add(String operation, Attempt attempt) {
    assertThat(others.put(operation, attempt)).as(operation).isNull();
  }
}
