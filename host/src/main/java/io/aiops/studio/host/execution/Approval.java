package io.aiops.studio.host.execution;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a step waits to be told by a person.
 *
 * @param round how many decisions the attempt has had before
 * @param assignees user names, and {@code role:operator} for all who may do what an operator may
 * @param escalateAt when others are asked too; null if they are not
 * @param delegations ids of the delegations so far
 */
public record Approval(
    UUID id,
    int round,
    Ask ask,
    String hash,
    List<String> assignees,
    @Nullable Instant escalateAt,
    List<String> escalateTo,
    boolean escalated,
    Set<String> delegations) {

  /** The same wherever it is computed. */
  public static UUID id(UUID executionId, String path, int attempt, int round) {
    String name = executionId + "/" + path + "#" + attempt + "." + round;
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
  }

  static Approval of(UUID executionId, Event.ApprovalRequested e) {
    return new Approval(
        id(executionId, e.path(), e.attempt(), e.round()),
        e.round(),
        e.ask(),
        e.hash(),
        e.assignees(),
        e.escalateAt(),
        e.escalateTo(),
        false,
        Set.of());
  }

  Decided decided(Event.ApprovalDecided e) {
    return new Decided(
        hash, ask.tool(), ask.question(), e.verdict(), e.details(), e.comment(), e.by());
  }

  Approval delegated(List<String> to, String delegationId) {
    Set<String> ids =
        Stream.concat(delegations.stream(), Stream.of(delegationId)).collect(Collectors.toSet());
    return new Approval(
        id, round, ask, hash, to, escalateAt, escalateTo, escalated, Set.copyOf(ids));
  }

  Approval escalated(List<String> to) {
    return new Approval(id, round, ask, hash, to, escalateAt, escalateTo, true, delegations);
  }
}
