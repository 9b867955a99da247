package io.aiops.studio.host.approval;

import io.aiops.studio.host.approval.ApprovalViews.Outcome;
import io.aiops.studio.host.approval.ApprovalViews.State;
import io.aiops.studio.host.approval.ApprovalViews.Summary;
import io.aiops.studio.host.execution.Approval;
import io.aiops.studio.host.execution.Event;
import io.aiops.studio.host.execution.ExecutionStore.Append;
import io.aiops.studio.host.taskqueue.Command;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Approvals in memory, for tests. */
public final class InMemoryApprovalStore implements ApprovalStore {

  private record Claim(Command.Decide decision, Instant at) {}

  private final Map<UUID, Kept> kept = new LinkedHashMap<>();
  private final Map<UUID, Claim> claims = new LinkedHashMap<>();

  /** Takes in what was appended to the log. */
  public void follow(Append append) {
    for (Event event : append.events()) {
      switch (event) {
        case Event.ApprovalRequested e -> {
          UUID id = id(append, e.path(), e.attempt(), e.round());
          Summary summary =
              new Summary(
                  id,
                  append.state().id(),
                  append.state().workflow().name(),
                  e.path(),
                  e.ask().tool(),
                  e.ask().question(),
                  e.assignees(),
                  append.at(),
                  e.escalateAt(),
                  false,
                  e.until(),
                  State.PENDING);
          kept.put(
              id,
              new Kept(
                  summary,
                  append.state().workspaceId(),
                  e.attempt(),
                  e.round(),
                  e.ask().details(),
                  e.hash(),
                  null));
        }
        case Event.ApprovalDecided e -> {
          State state =
              switch (e.verdict()) {
                case APPROVE -> State.APPROVED;
                case EDIT -> State.EDITED;
                case REJECT -> State.REJECTED;
              };
          change(
              id(append, e.path(), e.attempt(), e.round()),
              k -> with(k, state, new Outcome(e.by(), append.at(), e.comment(), e.details())));
        }
        case Event.ApprovalDelegated e ->
            change(
                id(append, e.path(), e.attempt(), e.round()),
                k -> assigned(k, e.assignees(), k.summary().escalated()));
        case Event.ApprovalEscalated e ->
            change(
                id(append, e.path(), e.attempt(), e.round()),
                k -> assigned(k, e.assignees(), true));
        default -> {}
      }
    }
    Set<UUID> open =
        append.state().approvals().values().stream().map(Approval::id).collect(Collectors.toSet());
    kept.replaceAll((id, k) ->
        k.summary().executionId().equals(append.state().id()) && undecided(k) && !open.contains(id)
            ? with(k, State.WITHDRAWN, k.outcome())
            : k);
  }

  private static boolean undecided(Kept k) {
    return k.summary().state() == State.PENDING || k.summary().state() == State.DECIDING;
  }

  private static UUID id(Append append, String path, int attempt, int round) {
    return Approval.id(append.state().id(), path, attempt, round);
  }

  private void change(UUID id, UnaryOperator<Kept> how) {
    kept.computeIfPresent(id, (key, k) -> how.apply(k));
  }

  private static Kept with(Kept k, State state, @Nullable Outcome outcome) {
    return new Kept(
        summary(k.summary(), k.summary().assignees(), k.summary().escalated(), state),
        k.workspaceId(),
        k.attempt(),
        k.round(),
        k.details(),
        k.hash(),
        outcome);
  }

  private static Kept assigned(Kept k, List<String> assignees, boolean escalated) {
    return new Kept(
        summary(k.summary(), assignees, escalated, k.summary().state()),
        k.workspaceId(),
        k.attempt(),
        k.round(),
        k.details(),
        k.hash(),
        k.outcome());
  }

  private static Summary summary(
      Summary s, List<String> assignees, boolean escalated, State state) {
    return new Summary(
        s.id(),
        s.executionId(),
        s.workflow(),
        s.step(),
        s.tool(),
        s.question(),
        assignees,
        s.requestedAt(),
        s.escalateAt(),
        escalated,
        s.until(),
        state);
  }

  @Override
  public Optional<Kept> find(UUID workspaceId, UUID id) {
    return Optional.ofNullable(kept.get(id)).filter(k -> k.workspaceId().equals(workspaceId));
  }

  @Override
  public List<Summary> waiting(
      UUID workspaceId,
      @Nullable Collection<String> names,
      @Nullable UUID executionId,
      @Nullable UUID after,
      int limit) {
    List<Summary> all =
        kept.values().stream()
            .filter(k -> k.workspaceId().equals(workspaceId))
            .map(Kept::summary)
            .filter(s -> s.state() == State.PENDING || s.id().equals(after))
            .filter(s -> executionId == null || s.executionId().equals(executionId))
            .filter(s ->
                names == null
                    || s.id().equals(after)
                    || !Collections.disjoint(names, s.assignees()))
            .sorted(
                Comparator.comparing(Summary::requestedAt).thenComparing(s -> s.id().toString()))
            .toList();
    int from = 0;
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i).id().equals(after)) {
        from = i + 1;
      }
    }
    return all.stream().skip(from).limit(limit).toList();
  }

  @Override
  public int count(UUID workspaceId, Collection<String> names, int most) {
    return waiting(workspaceId, names, null, null, most).size();
  }

  @Override
  public boolean claim(UUID workspaceId, UUID id, Command.Decide decision, Instant at) {
    boolean free =
        find(workspaceId, id).filter(k -> k.summary().state() == State.PENDING).isPresent();
    if (free) {
      claims.put(id, new Claim(decision, at));
      change(
          id,
          k -> with(k, State.DECIDING, new Outcome(decision.by(), at, decision.comment(), null)));
    }
    return free;
  }

  @Override
  public Optional<Command.Decide> claimed(UUID workspaceId, UUID id) {
    return find(workspaceId, id)
        .flatMap(known -> Optional.ofNullable(claims.get(id)))
        .map(Claim::decision);
  }

  @Override
  public List<Command.Decide> overdue(Instant claimedBefore, int limit) {
    return claims.entrySet().stream()
        .filter(entry -> entry.getValue().at().isBefore(claimedBefore))
        .filter(entry -> kept.get(entry.getKey()).summary().state() == State.DECIDING)
        .limit(limit)
        .map(entry -> entry.getValue().decision())
        .toList();
  }
}
