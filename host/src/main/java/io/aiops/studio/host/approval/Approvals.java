package io.aiops.studio.host.approval;

import io.aiops.studio.host.approval.ApprovalStore.Kept;
import io.aiops.studio.host.approval.ApprovalViews.Filter;
import io.aiops.studio.host.approval.ApprovalViews.Link;
import io.aiops.studio.host.approval.ApprovalViews.Linked;
import io.aiops.studio.host.approval.ApprovalViews.Page;
import io.aiops.studio.host.approval.ApprovalViews.State;
import io.aiops.studio.host.approval.ApprovalViews.Summary;
import io.aiops.studio.host.approval.ApprovalViews.View;
import io.aiops.studio.host.definition.Assignees;
import io.aiops.studio.host.execution.Verdict;
import io.aiops.studio.host.identity.AccessDeniedException;
import io.aiops.studio.host.identity.Audit;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.identity.Permission;
import io.aiops.studio.host.problem.ConflictException;
import io.aiops.studio.host.problem.InvalidException;
import io.aiops.studio.host.problem.NotFoundException;
import io.aiops.studio.host.taskqueue.Command;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/** Tells who may decide what, and lets them. */
public final class Approvals implements ApprovalService {

  private static final int MOST_LISTED = 200;
  private static final int MOST_COUNTED = 1_000;

  private final ApprovalStore store;
  private final Deciding deciding;
  private final ApprovalPeople people;
  private final Consumer<Command> queue;
  private final DecisionByLink links;
  private final Audit audit;

  /**
   * @param queue takes a command durably
   * @param linkKey signs links, and nothing else
   */
  public Approvals(
      ApprovalStore store,
      ApprovalPeople people,
      Consumer<Command> queue,
      byte[] linkKey,
      Audit audit,
      Clock clock) {
    this.store = store;
    this.deciding = new Deciding(store, queue, audit, clock);
    this.people = people;
    this.queue = queue;
    this.audit = audit;
    this.links = new DecisionByLink(this, people, new ApprovalLinks(linkKey, clock), audit, clock);
  }

  private static List<String> names(Caller caller) {
    return Assignees.names(caller.userName(), caller.role());
  }

  private static boolean mayDecide(Caller caller, Kept kept) {
    return caller.scopes().contains(Permission.RUN)
        && !Collections.disjoint(names(caller), kept.summary().assignees());
  }

  static View view(Caller caller, Kept kept) {
    boolean pending = kept.summary().state() == State.PENDING;
    return new View(
        kept.summary(),
        kept.attempt(),
        kept.details(),
        kept.hash(),
        kept.outcome(),
        pending && mayDecide(caller, kept));
  }

  Kept find(Caller caller, UUID id) {
    return store
        .find(caller.workspaceId(), id)
        .orElseThrow(() -> new NotFoundException("approval", id.toString()));
  }

  @Override
  public Page list(Caller caller, Filter filter) {
    caller.require(Permission.VIEW);
    if (filter.limit() < 1 || filter.limit() > MOST_LISTED) {
      throw new InvalidException(
          "limit", "is " + filter.limit() + "; expected 1 to " + MOST_LISTED);
    }
    List<Summary> items =
        store.waiting(
            caller.workspaceId(),
            filter.all() ? null : names(caller),
            filter.executionId(),
            filter.after(),
            filter.limit() + 1);
    boolean more = items.size() > filter.limit();
    List<Summary> shown = more ? items.subList(0, filter.limit()) : items;
    return new Page(List.copyOf(shown), more ? shown.getLast().id() : null);
  }

  @Override
  public int count(Caller caller) {
    caller.require(Permission.VIEW);
    return store.count(caller.workspaceId(), names(caller), MOST_COUNTED);
  }

  @Override
  public View get(Caller caller, UUID id) {
    caller.require(Permission.VIEW);
    return view(caller, find(caller, id));
  }

  @Override
  public View decide(Caller caller, UUID id, Decision decision) {
    return decide(caller, id, decision, caller.userName());
  }

  /** One that waits, and for this caller. */
  Kept toDecide(Caller caller, UUID id) {
    Kept kept = asked(caller, id);
    waits(kept);
    return kept;
  }

  private Kept asked(Caller caller, UUID id) {
    caller.require(Permission.VIEW);
    Kept kept = find(caller, id);
    if (!mayDecide(caller, kept)) {
      throw AccessDeniedException.notAsked(caller, kept.summary().assignees());
    }
    return kept;
  }

  /**
   * @param by whose decision it is said to be
   */
  View decide(Caller caller, UUID id, Decision decision, String by) {
    Kept kept = asked(caller, id);
    Command.Decide command = command(kept, decision, by);
    if (kept.summary().state() != State.PENDING) {
      return decidedBefore(caller, id, command);
    }
    if (!kept.hash().equals(decision.hash())) {
      throw new ConflictException(
          "What is asked has the hash %s; the decision is about %s. Look at it again."
              .formatted(kept.hash(), decision.hash()));
    }
    DecisionCheck.check(kept, decision);
    if (!deciding.claim(caller, kept, command)) {
      return decidedBefore(caller, id, command);
    }
    return view(caller, find(caller, id));
  }

  private static Command.Decide command(Kept kept, Decision decision, String by) {
    return new Command.Decide(
        kept.summary().executionId(),
        kept.summary().step(),
        kept.attempt(),
        kept.round(),
        decision.hash(),
        decision.verdict(),
        decision.details(),
        decision.comment(),
        by);
  }

  /** Whoever did not hear that their decision counts says it again, and is told so. */
  private View decidedBefore(Caller caller, UUID id, Command.Decide command) {
    Kept kept = find(caller, id);
    if (!deciding.counts(caller, kept, command)) {
      waits(kept);
      throw new ConflictException("Somebody else was first to decide. Look at it again.");
    }
    return view(caller, kept);
  }

  private static void waits(Kept kept) {
    State state = kept.summary().state();
    ApprovalViews.Outcome outcome = kept.outcome();
    if (state != State.PENDING) {
      throw new ConflictException(
          outcome == null
              ? "Nobody is asked any more: the execution ended, went back, or gave up."
              : "%s decided at %s already.".formatted(outcome.by(), outcome.at()));
    }
  }

  @Override
  public void delegate(Caller caller, UUID id, Delegation delegation) {
    caller.require(Permission.VIEW);
    Kept kept = find(caller, id);
    if (!mayDecide(caller, kept) && !caller.may(Permission.ADMINISTER)) {
      throw AccessDeniedException.notAsked(caller, kept.summary().assignees());
    }
    waits(kept);
    String to = delegation.to().strip();
    boolean known = !to.contains(":") && people.member(caller.workspaceId(), to);
    if (!known && !(to.contains(":") && Assignees.fits(to))) {
      throw new InvalidException(
          "to",
          "is '" + to + "'; expected a member of this workspace, or a role such as role:builder");
    }
    DecisionCheck.comment(delegation.comment());
    audit.record(
        caller,
        "approval.delegate",
        id.toString(),
        Map.of("execution", kept.summary().executionId().toString(), "to", to));
    queue.accept(
        new Command.Delegate(
            kept.summary().executionId(),
            kept.summary().step(),
            kept.attempt(),
            kept.round(),
            to,
            delegation.comment(),
            caller.userName(),
            UUID.randomUUID().toString()));
  }

  @Override
  public Link link(Caller caller, UUID id, Duration validFor, Set<Verdict> verdicts) {
    return links.make(caller, id, validFor, verdicts);
  }

  @Override
  public Linked look(String token) {
    return links.look(token);
  }

  @Override
  public Linked decide(String token, Verdict verdict, String comment) {
    return links.decide(token, verdict, comment);
  }

  /** Sends again what was decided and never taken in: the process died in between. */
  public int repair() {
    return deciding.repair();
  }
}
