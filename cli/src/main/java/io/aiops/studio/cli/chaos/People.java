package io.aiops.studio.cli.chaos;

import io.aiops.studio.cli.server.Api;
import io.aiops.studio.cli.server.Json;
import io.aiops.studio.cli.server.NoAnswerException;
import io.aiops.studio.cli.server.RefusedException;
import io.aiops.studio.cli.server.Resource;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import tools.jackson.databind.JsonNode;

/** Approves what executions of chaos ask, as often as it takes. */
final class People {

  private static final int PAGE = 200;
  private static final int CONFLICT = 409;

  private final Api api;
  private final Queue<String> refusals = new ConcurrentLinkedQueue<>();

  People(Api api) {
    this.api = api;
  }

  /**
   * Decides about what waits now. What gets no answer is decided the next time, if it still waits.
   *
   * @param executions whose approvals; others in the workspace are somebody else's
   */
  void decide(Set<String> executions) {
    try (ExecutorService each = Executors.newVirtualThreadPerTaskExecutor()) {
      for (JsonNode waiting :
          Json.items(api.get(Resource.of("approvals").with("for", "all").with("limit", PAGE)))) {
        if (executions.contains(Json.text(waiting, "executionId"))) {
          String id = Json.text(waiting, "id");
          each.execute(() -> approve(id));
        }
      }
    }
  }

  private void approve(String id) {
    try {
      String hash = Json.text(api.get(Resource.of("approvals", id)), "hash");
      api.post(
          Resource.of("approvals", id, "decision"),
          Map.of("hash", hash, "decision", "approve"),
          Map.of());
    } catch (NoAnswerException e) {
      // Everything may be away for a moment.
    } catch (RefusedException e) {
      // It counts already, though nobody heard so; or who could say is away.
      if (e.status() != CONFLICT && e.status() < 500) {
        refusals.add("Approval " + id + " cannot be decided: " + e.getMessage());
      }
    }
  }

  /** Decisions that were not taken, a sentence each. */
  List<String> refusals() {
    return List.copyOf(refusals);
  }
}
