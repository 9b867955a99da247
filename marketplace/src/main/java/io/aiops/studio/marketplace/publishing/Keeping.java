package io.aiops.studio.marketplace.publishing;

import io.aiops.studio.host.identity.Audit;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.problem.NotFoundException;
import io.aiops.studio.marketplace.listing.Words;
import io.aiops.studio.marketplace.publishing.ReleaseStore.Deprecation;
import java.util.Map;

/**
 * What becomes of what is in this studio's own catalog, and what holds there. Needs ADMINISTER, as
 * {@link Publishing} does; {@link Contributors} withdraw what is in their namespace.
 */
public final class Keeping {

  private final ReleaseStore store;
  private final Contributors contributors;
  private final Audit audit;

  public Keeping(ReleaseStore store, Contributors contributors, Audit audit) {
    this.store = store;
    this.contributors = contributors;
    this.audit = audit;
  }

  /** What holds for the catalog. */
  public Rules rules(Caller caller) {
    caller.requireStudio();
    return store.rules();
  }

  public Rules rules(Caller caller, Rules rules) {
    caller.requireStudio();
    store.rules(rules);
    audit.record(
        caller, "catalog.rules", "own", Map.of("open", rules.open(), "fourEyes", rules.fourEyes()));
    return rules;
  }

  /** Withdraws a version: it is still shown, with the reason, but not given out any more. */
  public void yank(Caller caller, String listing, String version, String reason) {
    contributors.require(caller);
    store.published().stream()
        .filter(one -> one.listing().equals(listing))
        .forEach(one -> contributors.require(caller, one.shown().publisher()));
    yanked(caller, "catalog.yank", listing, version, Words.reason("reason", reason));
  }

  /** Takes that back; only an administrator may. */
  public void unyank(Caller caller, String listing, String version) {
    caller.requireStudio();
    yanked(caller, "catalog.unyank", listing, version, "");
  }

  private void yanked(Caller caller, String action, String listing, String version, String reason) {
    if (!store.yank(listing, version, reason)) {
      throw new NotFoundException("published version", listing + " " + version);
    }
    audit.record(caller, action, listing, Map.of("version", version, "reason", reason));
  }

  /**
   * Says that nobody should begin with it.
   *
   * @param successor what to take instead; empty if there is nothing
   */
  public void deprecate(Caller caller, String listing, String reason, String successor) {
    caller.requireStudio();
    published(listing);
    String why = Words.reason("reason", reason);
    if (!successor.isEmpty()) {
      published(successor);
    }
    store.deprecate(listing, new Deprecation(why, successor));
    audit.record(
        caller, "catalog.deprecate", listing, Map.of("reason", why, "successor", successor));
  }

  public void undeprecate(Caller caller, String listing) {
    caller.requireStudio();
    published(listing);
    store.deprecate(listing, null);
    audit.record(caller, "catalog.undeprecate", listing, Map.of());
  }

  private void published(String listing) {
    if (store.published().stream().noneMatch(one -> one.listing().equals(listing))) {
      throw new NotFoundException("published listing", listing);
    }
  }
}
