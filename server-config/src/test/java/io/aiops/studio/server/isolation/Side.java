package io.aiops.studio.server.isolation;

import io.aiops.studio.server.Api;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One workspace with one of everything, and its administrator.
 *
 * @param secret a word that stands in each thing of this workspace
 */
record Side(
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

  /** A workflow that was made from a template. */
  String copy() {
    return person + "-copy";
  }

  /** A template that the workspace shares, in version 1.0.0. */
  String shared() {
    return "team." + workflow();
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
          // Nothing else bears that id.
          default -> userId;
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
        .replace("{workflow}", copy())
        .replace("{kind}", "connector")
        .replace("{token}", "none")
        .replace("{namespace}", "none")
        .replace("{user}", userId)
        .replace("{key}", "none")
        .replace("{listing}", "none")
        .replace("{template}", shared())
        .replace("{sha256}", "none")
        .replace("{version}", "1");
  }

  /** All that an administrator can see, without moments of use and others' vain sign-ins. */
  Map<String, JsonNode> everything() {
    Map<String, JsonNode> all = new LinkedHashMap<>();
    for (String path :
        List.of(
            "/workflows",
            path("/workflows/{name}/versions"),
            path("/workflows/{name}"),
            "/executions",
            path("/executions/{id}"),
            path("/executions/{id}/events"),
            path("/files/{id}/info"),
            "/approvals?for=all",
            path("/approvals/{id}"),
            "/connections",
            "/templates",
            "/templates/shared",
            "/triggers",
            path("/triggers/{name}/firings"),
            "/members",
            "/tokens",
            "/workspaces",
            "/audit")) {
      JsonNode answer = api.get(path).expect(200).json();
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
}
