package io.aiops.studio.ui.fake;

import io.aiops.studio.host.approval.ApprovalService;
import io.aiops.studio.host.approval.ApprovalViews.Filter;
import io.aiops.studio.host.approval.ApprovalViews.Link;
import io.aiops.studio.host.approval.ApprovalViews.Linked;
import io.aiops.studio.host.approval.ApprovalViews.Outcome;
import io.aiops.studio.host.approval.ApprovalViews.Page;
import io.aiops.studio.host.approval.ApprovalViews.State;
import io.aiops.studio.host.approval.ApprovalViews.Summary;
import io.aiops.studio.host.approval.ApprovalViews.View;
import io.aiops.studio.host.approval.LinkRefusedException;
import io.aiops.studio.host.execution.Verdict;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.problem.ConflictException;
import io.aiops.studio.host.problem.NotFoundException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Approvals in memory: whoever is signed in is asked everything. */
public final class FakeApprovals implements ApprovalService {

  public static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");

  public final Map<UUID, View> views = new LinkedHashMap<>();
  public final List<Decision> decisions = new ArrayList<>();
  public final List<Delegation> delegations = new ArrayList<>();

  public View ask(UUID execution, String step, @Nullable String tool, @Nullable Object details) {
    UUID id = UUID.randomUUID();
    View view =
        new View(
            new Summary(
                id,
                execution,
                "send",
                step,
                tool,
                "Send it to x?",
                List.of("role:operator"),
                NOW,
                null,
                false,
                null,
                State.PENDING),
            1,
            details,
            "hash-of-" + step,
            null,
            true);
    views.put(id, view);
    return view;
  }

  private static View with(View view, State state, @Nullable Outcome outcome) {
    Summary s = view.summary();
    return new View(
        new Summary(
            s.id(),
            s.executionId(),
            s.workflow(),
            s.step(),
            s.tool(),
            s.question(),
            s.assignees(),
            s.requestedAt(),
            s.escalateAt(),
            s.escalated(),
            s.until(),
            state),
        view.attempt(),
        view.details(),
        view.hash(),
        outcome,
        false);
  }

  @Override
  public Page list(Caller caller, Filter filter) {
    return new Page(
        views.values().stream()
            .map(View::summary)
            .filter(s -> s.state() == State.PENDING)
            .filter(
                s -> filter.executionId() == null || filter.executionId().equals(s.executionId()))
            .toList(),
        null);
  }

  @Override
  public int count(Caller caller) {
    return list(caller, new Filter(false, null, null, 200)).items().size();
  }

  @Override
  public View get(Caller caller, UUID id) {
    View view = views.get(id);
    if (view == null) {
      throw new NotFoundException("approval", id.toString());
    }
    return view;
  }

  @Override
  public View decide(Caller caller, UUID id, Decision decision) {
    View view = get(caller, id);
    if (view.summary().state() != State.PENDING) {
      throw new ConflictException("grace decided already.");
    }
    decisions.add(decision);
    views.put(
        id,
        with(
            view,
            State.DECIDING,
            new Outcome(caller.userName(), NOW, decision.comment(), decision.details())));
    return views.get(id);
  }

  @Override
  public void delegate(Caller caller, UUID id, Delegation delegation) {
    delegations.add(delegation);
  }

  @Override
  public Link link(Caller caller, UUID id, Duration validFor, Set<Verdict> verdicts) {
    return new Link("token-of-" + id, NOW.plus(validFor));
  }

  @Override
  public Linked look(String token) {
    return views.values().stream()
        .filter(view -> token.equals("token-of-" + view.summary().id()))
        .findFirst()
        .map(view -> new Linked(view, "ada", List.of("approve", "reject"), NOW.plusSeconds(60)))
        .orElseThrow(() -> new LinkRefusedException("This link is not one of this studio."));
  }

  @Override
  public Linked decide(String token, Verdict verdict, String comment) {
    Linked linked = look(token);
    UUID id = linked.approval().summary().id();
    decisions.add(new Decision(linked.approval().hash(), verdict, null, comment));
    views.put(
        id,
        with(linked.approval(), State.DECIDING, new Outcome("ada (by link)", NOW, comment, null)));
    return look(token);
  }
}
