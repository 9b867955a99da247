package io.aiops.studio.host.grant;

import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What was refused in one attempt, so that a plugin that asks for the same again and again is in
 * the audit record once, and one that asks for ever new things fills it up to a bound.
 */
public final class Refusals {

  private static final int MOST = 100;

  private final UUID workspaceId;
  private final String at;
  private final Set<String> told = ConcurrentHashMap.newKeySet();

  /**
   * @param at where it happens: execution and path of the step
   */
  public Refusals(UUID workspaceId, String at) {
    this.workspaceId = workspaceId;
    this.at = at;
  }

  UUID workspaceId() {
    return workspaceId;
  }

  String at() {
    return at;
  }

  boolean first(String plugin, String permission) {
    return told.size() < MOST && told.add(plugin + " " + permission);
  }
}
