package io.aiops.studio.marketplace.publishing;

import io.aiops.studio.host.identity.Audit;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.identity.Permission;
import io.aiops.studio.host.problem.ConflictException;
import io.aiops.studio.host.problem.InvalidException;
import io.aiops.studio.host.problem.NotFoundException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * Who may submit and withdraw for a publisher, and see how often its listings are fetched. They
 * need BUILD, so that a token that only looks cannot. The studio's administrators may it all, and
 * say who may.
 */
public final class Contributors {

  private final ContributorStore store;
  private final Predicate<String> known;
  private final Audit audit;
  private final Clock clock;

  /**
   * @param known whether a namespace is that of a known publisher
   */
  public Contributors(ContributorStore store, Predicate<String> known, Audit audit, Clock clock) {
    this.store = store;
    this.known = known;
    this.audit = audit;
    this.clock = clock;
  }

  /** Whether the caller may for that namespace. */
  public boolean may(Caller caller, String namespace) {
    return caller.mayAdministerStudio()
        || caller.may(Permission.BUILD) && store.namespaces(caller.userId()).contains(namespace);
  }

  /** Whether the caller may for any. */
  public boolean may(Caller caller) {
    return caller.mayAdministerStudio()
        || caller.may(Permission.BUILD) && !store.namespaces(caller.userId()).isEmpty();
  }

  /**
   * @throws io.aiops.studio.host.identity.AccessDeniedException if the caller may for none
   */
  void require(Caller caller) {
    if (!may(caller)) {
      caller.requireStudio();
    }
  }

  /**
   * @throws io.aiops.studio.host.identity.AccessDeniedException if the caller may not for that one
   */
  void require(Caller caller, String namespace) {
    if (!may(caller, namespace)) {
      caller.requireStudio();
    }
  }

  public List<Contributor> list(Caller caller) {
    caller.requireStudio();
    return store.list();
  }

  /**
   * @param namespace of a publisher that this studio knows
   * @param userName of that person, for people
   */
  public Contributor add(Caller caller, String namespace, UUID user, String userName) {
    caller.requireStudio();
    if (!known.test(namespace)) {
      throw new InvalidException(
          "namespace", "is '%s'; expected that of a known publisher.".formatted(namespace));
    }
    Contributor contributor =
        new Contributor(
            namespace,
            user,
            userName,
            clock.instant().truncatedTo(ChronoUnit.MICROS),
            caller.userName());
    if (!store.add(contributor)) {
      throw new ConflictException("%s submits for '%s' already.".formatted(userName, namespace));
    }
    audit.record(caller, "contributor.add", namespace, Map.of("user", userName));
    return contributor;
  }

  public void remove(Caller caller, String namespace, UUID user) {
    caller.requireStudio();
    if (!store.remove(namespace, user)) {
      throw new NotFoundException("contributor", user.toString());
    }
    audit.record(caller, "contributor.remove", namespace, Map.of("user", user));
  }
}
